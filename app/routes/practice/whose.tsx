import type { MemberCtx } from "#app/domain/ctx.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { type Therapist, therapistsWithin } from "#app/domain/therapists/queries.ts";
import { orNotFound } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields, SelectField } from "#app/ui/fields.tsx";

export type Whose = { therapist: Therapist; choices: { slug: string; name: string }[] };

/**
 * Whose diary, hours or profile a page is about: the therapist `?of=` names, else one's own, else the first within
 * reach. 404 for a name out of reach, and where nobody works yet.
 */
export async function whoseOf(ctx: MemberCtx, deed: Deed, query: URLSearchParams): Promise<Whose> {
  const all = await therapistsWithin(ctx, deed);
  const asked = query.get("of");
  const own = all.find(({ id }) => id === ctx.actor.therapistId);
  const therapist = orNotFound(asked === null ? (own ?? all[0]) : all.find(({ slug }) => slug === asked));
  return { therapist, choices: all.map(({ slug, name }) => ({ slug, name })) };
}

type PickerProps = {
  choices: Whose["choices"];
  current: string;
  /** The page it stands on, and what else its address says. */
  action: string;
  keep?: Record<string, string>;
};

/** Choose whose page this is. A practice of one never sees it. */
export function WhosePicker({ choices, current, action, keep = {} }: PickerProps) {
  if (choices.length < 2) return null;
  return (
    <form method="get" action={action} className="whose">
      <HiddenFields values={keep} />
      <SelectField
        name="of"
        label="Whose"
        options={choices.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={current}
      />
      <Button kind="quiet" small>
        Show
      </Button>
    </form>
  );
}
