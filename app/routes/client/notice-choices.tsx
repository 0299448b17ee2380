import { href, redirect } from "react-router";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { keepChoices } from "#app/domain/notifications/preferences.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { choicesSchema, choicesToMake, readChoices } from "#app/routes/notices/choices.ts";
import { ChoicesForm } from "#app/routes/notices/choices-form.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/notice-choices";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx } = whoIsHere(context);
  return {
    choices: await choicesToMake(ctx),
    mayEmail: (await contactOfUser(ctx, ctx.actor.userId))?.mayEmail ?? true,
    flash: newsFor(new URL(request.url).searchParams, { kept: "Kept." }),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, choicesSchema);
  const ticked = orNotFound(form.ok ? form.value : null);
  await keepChoices(ctx, readChoices(ctx, ticked));
  throw redirect(`${href("/client/account/notices")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "What you hear about" }, { name: "robots", content: "noindex" }];
}

const always = [
  {
    title: "Changes somebody else makes to your sessions",
    text: "By email and among your notices: a session you don’t know of, or don’t know is off, would cost you a day.",
  },
  {
    title: "A time that came free, while you wait for one",
    text: "By email and among your notices: it is kept for you a few hours only. Each letter has the link to leave the list.",
  },
  { title: "How it goes on after a first call", text: "By email: you’d wait for an answer that was given." },
  { title: "Links to sign in", text: "By email, and only when you ask for one." },
];

export default function NoticeChoices({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <div className="stack">
        {page.flash && (
          <Notice kind="ok" flash>
            <p>{page.flash}</p>
          </Notice>
        )}
        <PageHeading knot title="What you hear about" lede={<p>And which way it reaches you.</p>} />
        {!page.mayEmail && (
          <Notice>
            <p>
              You asked us not to email you, so nothing below leaves by email.{" "}
              <a href={href("/client/account/safe-contact")}>Change what is safe</a>
            </p>
          </Notice>
        )}
        <ChoicesForm
          choices={page.choices}
          self={href("/client/account/notices")}
          back={href("/client/account")}
        />
      </div>
      <Section title="Reminders before a session">
        <p>How long before, or none at all: they have a page of their own.</p>
        <p className="cluster mt-6">
          <ButtonLink kind="quiet" href={href("/client/account/reminders")}>
            Choose your reminders
          </ButtonLink>
        </p>
      </Section>
      <Section title="What you’re always told">
        <Ledger rows={always} />
      </Section>
    </>
  );
}
