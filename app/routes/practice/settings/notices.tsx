import { href, redirect } from "react-router";
import { keepChoices } from "#app/domain/notifications/preferences.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { choicesSchema, choicesToMake, readChoices } from "#app/routes/notices/choices.ts";
import { ChoicesForm } from "#app/routes/notices/choices-form.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/notices";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "security.own");
  return {
    choices: await choicesToMake(ctx),
    flash: newsFor(new URL(request.url).searchParams, { kept: "Kept." }),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "security.own");
  const form = await readForm(request, choicesSchema);
  const ticked = orNotFound(form.ok ? form.value : null);
  await keepChoices(ctx, readChoices(ctx, ticked));
  throw redirect(`${href("/practice/settings/notices")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "What you hear about" }, { name: "robots", content: "noindex" }];
}

const always = [
  {
    title: "Somebody who joins from outside your licences",
    text: "Among your notices, at once: they wait at the door until you say something.",
  },
  {
    title: "Requests to answer",
    text: "Among your notices and loose ends, whatever you choose about email: they run out.",
  },
  {
    title: "Letters that don’t arrive, and accounts that are closed",
    text: "Among your notices: nobody else would tell you.",
  },
  { title: "Links to sign in", text: "By email, and only when you ask for one." },
];

export default function NoticeChoices({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title="What you hear about" lede={<p>About your own diary, and which way.</p>} />
      <div className="stack">
        {page.flash && (
          <Notice kind="ok" flash>
            <p>{page.flash}</p>
          </Notice>
        )}
        <ChoicesForm
          choices={page.choices}
          self={href("/practice/settings/notices")}
          back={href("/practice/settings")}
        />
      </div>
      <Section title="What you’re always told">
        <Ledger rows={always} />
      </Section>
    </>
  );
}
