import { href } from "react-router";
import { ownForms, type WholeAsked } from "#app/domain/forms/asked.ts";
import { isOpen, opensAt } from "#app/domain/forms/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/forms";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const [{ zone, locale }, all] = await Promise.all([ownPractice(here.ctx), ownForms(here.ctx)]);
  const clock = { zone: here.zone ?? zone, locale };
  const day = (at: Date) => whenAndWhere(at.getTime(), clock).when;
  const line = ({ asked, form, body, forName, therapist }: WholeAsked) => ({
    ...{ id: asked.id, name: form.name, forName, firstName: therapist.firstName, minutes: body.minutes },
    begun: asked.status === "begun" && asked.savedAt ? day(asked.savedAt) : null,
    signed: asked.signedAt ? day(asked.signedAt) : null,
  });
  return {
    toFill: all.filter(({ asked, stage, form }) => isOpen(asked) && opensAt(stage, form.kind)).map(line),
    hasProgress: all.some(({ asked, form }) => asked.status === "signed" && form.kind === "measure"),
    done: all.filter(({ asked }) => asked.status === "signed").map(line),
  };
}

export function meta() {
  return [{ title: "Forms" }, { name: "robots", content: "noindex" }];
}

export default function Forms({ loaderData: { toFill, done, hasProgress } }: Route.ComponentProps) {
  const title = (one: (typeof toFill)[number]) =>
    one.forName ? `${one.name}, for ${one.forName}` : one.name;
  return (
    <>
      <PageHeading
        knot
        title="Forms"
        lede={
          <p>
            {toFill.length === 0
              ? "Nothing to fill in just now. When there is, it stands here."
              : "In your own time. What you write is saved page by page, and you can go on with it on another device."}
          </p>
        }
      />
      {toFill.length > 0 && (
        <Section title="To fill in" knot="current">
          <Ledger
            rows={toFill.map((one) => ({
              id: one.id,
              title: title(one),
              href: href("/client/forms/:id", { id: one.id }),
              text: `From ${one.firstName}. ${one.begun ? `Begun, saved ${one.begun}.` : `About ${one.minutes} minutes.`}`,
            }))}
          />
        </Section>
      )}
      {done.length > 0 && (
        <Section title="Signed" knot="done">
          <Ledger
            rows={done.map((one) => ({
              id: one.id,
              title: title(one),
              href: href("/client/forms/:id", { id: one.id }),
              text: `Signed ${one.signed}.`,
            }))}
          />
          {hasProgress && (
            <p>
              <a href={href("/client/progress")}>How your numbers changed</a>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
