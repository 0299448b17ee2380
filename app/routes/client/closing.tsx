import { data, href, redirect } from "react-router";
import { type ClosingRefusal, closeOwnAccount, inTheWay } from "#app/domain/privacy/close-own-account.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/closing";
import type { ClientHandle } from "./client.tsx";
import { clockOf, whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const { ahead, worksHere } = await inTheWay(here.ctx);
  return {
    worksHere,
    ahead: ahead.map((whole) => {
      const { booking, appointment, type, therapist, practice } = whole;
      const clock = { zone: clockOf(here, whole), locale: practice.locale };
      const isHere = practice.id === here.ctx.practiceId;
      return {
        id: booking.id,
        when: whenAndWhere(appointment.startsAt.getTime(), clock).when,
        what: `${type.name} with ${therapist.firstName}`,
        elsewhere: isHere ? null : practice.name,
      };
    }),
  };
}

const saidKindly: Record<ClosingRefusal, string> = {
  sessions_ahead: "Something is planned still. Please cancel it first, so that nobody waits for you.",
  works_here:
    "You also work in a practice, which counts on this account. The practice’s owner can let you go first.",
};

export async function action({ context }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const closed = await closeOwnAccount(ctx);
  if (!closed.ok) return data({ error: saidKindly[closed.refusal] }, { status: 409 });
  const ended = { "Set-Cookie": writeCookie("session", "", { appUrl: ctx.appUrl }) };
  throw redirect(href("/"), { status: 303, headers: ended });
}

export function meta() {
  return [{ title: "Close your account" }, { name: "robots", content: "noindex" }];
}

type Page = Route.ComponentProps["loaderData"];

export default function Closing({ loaderData: page, actionData }: Route.ComponentProps) {
  const canClose = page.ahead.length === 0 && !page.worksHere;
  return (
    <div className="stack">
      <PageHeading
        knot
        title="Close your account?"
        lede={<p>Nobody will be able to sign in with it any more, here or at another practice.</p>}
      />
      {actionData && (
        <ErrorSummary title="Not closed yet" problems={[{ field: "main", message: actionData.error }]} />
      )}
      <div className="prose">
        <ul>
          <li>You’re signed out everywhere, at once.</li>
          <li>Where you wait for a time to open, your place goes to the next.</li>
          <li>
            What a practice has to keep by law, it keeps: that you were a client, what was booked and what was
            paid, for as long as the law says.
          </li>
          <li>Your therapist is told that the account is closed, and nothing else.</li>
          <li>You may want to take your own copy along first; it stands on your account page.</li>
        </ul>
      </div>
      {page.worksHere && <p>{saidKindly.works_here}</p>}
      {page.ahead.length > 0 && <Ahead ahead={page.ahead} />}
      <form method="post" action={href("/client/account/closing")} className="cluster">
        {canClose && (
          <Button kind="danger" busy="Closing…">
            Close the account
          </Button>
        )}
        <ButtonLink kind="quiet" href={href("/client/account")}>
          Keep it
        </ButtonLink>
      </form>
    </div>
  );
}

function Ahead({ ahead }: { ahead: Page["ahead"] }) {
  return (
    <Section title="First, what is planned">
      <p>{saidKindly.sessions_ahead}</p>
      <Ledger
        rows={ahead.map(({ id, when, what, elsewhere }) => ({
          title: when,
          href: elsewhere ? undefined : href("/client/sessions/:id/cancellation", { id }),
          text: elsewhere ? `${what}, at ${elsewhere}: change your place there first.` : what,
        }))}
      />
    </Section>
  );
}
