import { data, href, redirect } from "react-router";
import { z } from "zod";
import { mayChangePractice, omitRisk } from "#app/domain/practices/change.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { chooseCover } from "#app/domain/therapists/choose-cover.ts";
import { publishedHere, therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckboxField, HiddenFields, SelectField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { isId } from "#app/values/ids.ts";
import type { Route } from "./+types/forms";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const colleagues = await publishedHere(ctx);
  const mine = await therapistsWithin(ctx, "profile.change");
  return {
    isKept: new URL(request.url).searchParams.get("news") === "kept",
    omits: mayChangePractice(ctx) ? (await ownPractice(ctx)).omitsRiskRemotely : null,
    therapists: mine.map(({ id, name, coveredBy }) => ({
      ...{ id, name, coveredBy },
      others: colleagues.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.name })),
    })),
  };
}

const schema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("cover"), of: z.string(), by: z.string().default("") }),
  z.object({ do: z.literal("omit"), omits: tick }),
]);

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const wish = form.value;
  if (wish.do === "omit") orNotFound((await omitRisk(ctx, wish.omits)) || null);
  else {
    const by = isId(wish.by) ? wish.by : null;
    orNotFound((isId(wish.of) && (await chooseCover(ctx, wish.of, by))) || null);
  }
  throw redirect(`${href("/practice/settings/forms")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "When a form can’t wait" }, { name: "robots", content: "noindex" }];
}

export default function FormSettings({ loaderData: { isKept, omits, therapists } }: Route.ComponentProps) {
  const self = href("/practice/settings/forms");
  return (
    <>
      <WorkHeading
        title="When a form can’t wait"
        lede={
          <p>
            The PHQ-9 asks about thoughts of being better off dead. Whoever answers that above zero reads
            first that no one is watching, and whom to ring. You are mailed, and again after every four
            working hours, until what you did is written down.
          </p>
        }
      />
      {isKept && (
        <Notice kind="ok" flash>
          <p>Kept.</p>
        </Notice>
      )}
      {therapists.map(({ id, name, coveredBy, others }) => (
        <Section key={id} title={`Who covers for ${name}`}>
          {others.length === 0 ? (
            <p>There is nobody else here yet. Only {name} is told.</p>
          ) : (
            <form className="stack" method="post" action={self}>
              <HiddenFields values={{ do: "cover", of: id }} />
              <SelectField
                name="by"
                label="A colleague who is told too"
                hint="They see whom to reach and how, and not what was answered."
                required={false}
                prompt="Nobody"
                value={coveredBy ?? ""}
                options={others}
              />
              <Button kind="quiet" busy="Keeping…">
                Keep this
              </Button>
            </form>
          )}
        </Section>
      ))}
      {omits !== null && (
        <Section title="Leaving the question out">
          <form className="stack" method="post" action={self}>
            <HiddenFields values={{ do: "omit" }} />
            <CheckboxField
              name="omits"
              label="Leave the ninth question out of forms filled in from afar"
              hint="Then it is a PHQ-8, and is called and charted as one. Forms asked already stay as they are."
              required={false}
              checked={omits}
            />
            <Button kind="quiet" busy="Keeping…">
              Keep this
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}
