import { data, href, redirect } from "react-router";
import { z } from "zod";
import { referOn } from "#app/domain/clients/refer-on.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { lines } from "../typed-fields.ts";
import type { Route } from "./+types/referral";
import { careOf } from "./care.ts";
import { LetterLine } from "./letter-line.tsx";
import { lettersGoTo } from "./letters-go-to.ts";
import { recordTelling } from "./news.ts";
import { problemsOf } from "./problems.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  why: lines(4_000).refine(Boolean, "A line about why, for whoever reads this record later."),
  toThem: lines(4_000),
  places: lines(4_000),
});

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  const { client, care } = await careOf(ctx, params.id, new URL(request.url).searchParams);
  if (care.stage === "ended") throw redirect(href("/practice/clients/:id", params));
  const colleagues = (await publishedHere(ctx)).filter(({ id }) => id !== care.therapistId);
  return {
    client: { id: client.id, name: client.name },
    of: care.slug,
    colleagues: colleagues.map(({ name }) => name),
    lettersTo: await lettersGoTo(ctx, client),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const { client, care } = await careOf(ctx, params.id, new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { therapistId } = care;
  orNotFound(await referOn(ctx, { clientId: client.id, therapistId, words: form.value }));
  // A second press finds it ended.
  throw redirect(recordTelling(params.id, "referred"), 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `Refer on: ${page.client.name}` : "Refer on" },
    { name: "robots", content: "noindex" },
  ];
}

export default function Referral({ loaderData: page, actionData }: Route.ComponentProps) {
  const { client, of, colleagues, lettersTo } = page;
  const { id } = client;
  const { errors, typed } = actionData ?? {};
  const here = colleagues.length > 0 ? ` Here in the practice: ${colleagues.join("; ")}.` : "";
  return (
    <form
      className="stack"
      method="post"
      action={`${href("/practice/clients/:id/referral", { id })}?of=${of}`}
      noValidate
    >
      <WorkHeading
        eyebrow={client.name}
        title="Refer on"
        lede={<p>Care ends here, and a kind letter with other places to turn goes out at once.</p>}
      />
      <ErrorSummary problems={problemsOf(errors)} />
      <TextArea
        name="why"
        label="Why"
        hint="For the record alone. It is sealed, never sent, and reading it is recorded."
        maxLength={4000}
        value={typed?.why}
        error={errors?.why}
      />
      <TextArea
        name="toThem"
        label="A few words of your own to them"
        hint="They go into the letter, after “I don’t think I’m the right person for what you need now, and I’d rather say so than keep you waiting.”"
        required={false}
        maxLength={4000}
        value={typed?.toThem}
        error={errors?.toThem}
      />
      <TextArea
        name="places"
        label="Who else could help"
        hint={`Names and how to reach them, one to a paragraph.${here} The letter always adds the help lines of your country.`}
        required={false}
        maxLength={4000}
        value={typed?.places}
        error={errors?.places}
      />
      <LetterLine names={lettersTo} />
      <div className="cluster">
        <Button kind="danger" busy="Sending…">
          End here and refer on
        </Button>
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
          Back to the record
        </ButtonLink>
      </div>
    </form>
  );
}
