import { href } from "react-router";
import { contactOfUser, type OwnContact } from "#app/domain/clients/queries.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/account";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, name, email, zone } = whoIsHere(context);
  const told = new URL(request.url).searchParams.get("news");
  return {
    name,
    email,
    clock: zone ? zoneCity(zone) : null,
    contact: await contactOfUser(ctx, ctx.actor.userId),
    isKept: told === "kept",
  };
}

export function meta() {
  return [{ title: "Your account" }, { name: "robots", content: "noindex" }];
}

export default function Account({ loaderData: page }: Route.ComponentProps) {
  const { name, email, clock, contact } = page;
  return (
    <>
      {page.isKept && (
        <Notice kind="ok" flash>
          <p>Kept.</p>
        </Notice>
      )}
      <PageHeading knot title="Your account" />
      <Section title="How you’re called and reached">
        <Facts
          facts={[
            { term: "Name", value: name },
            { term: "Phone", value: contact?.phone ?? "None given" },
            { term: "Times are shown in", value: clock ?? "The clock each session was booked by" },
          ]}
        />
        <Change to={href("/client/account/contact")} what="Change these" />
      </Section>
      <Section title="Reaching you safely">
        <Facts facts={safeFacts(contact)} />
        <Change to={href("/client/account/safe-contact")} what="Change what is safe" />
      </Section>
      <Section title="What you hear about">
        <p>Letters, notices and reminders: which of them, and which way.</p>
        <Change to={href("/client/account/notices")} what="Choose what you hear about" />
      </Section>
      <Section title="Signing in">
        <Facts facts={[{ term: "Email", value: email }]} />
        <p className="cluster mt-6">
          <ButtonLink kind="quiet" href={href("/client/account/address")}>
            Change your email
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/client/account/devices")}>
            Where you’re signed in
          </ButtonLink>
        </p>
      </Section>
      <Section title="Yours to take along">
        <p>Everything you can see here, with what you wrote yourself. That you took it is written down.</p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/export.html")} download="selvage.html">
            To read
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/client/account/export.json")} download="selvage.json">
            For a program (JSON)
          </ButtonLink>
        </p>
      </Section>
      <Section title="Closing your account">
        <p>You can close it at any time. What that means is said before anything happens.</p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/closing")}>
            Close your account
          </ButtonLink>
        </p>
      </Section>
    </>
  );
}

function Change({ to, what }: { to: string; what: string }) {
  return (
    <p className="cluster mt-6">
      <ButtonLink kind="quiet" href={to}>
        {what}
      </ButtonLink>
    </p>
  );
}

function safeFacts(contact: OwnContact | null): Fact[] {
  const yes = (may: boolean | undefined) => (may === false ? "Please don’t" : "Yes");
  return [
    { term: "Email you", value: yes(contact?.mayEmail) },
    { term: "Ring you", value: yes(contact?.mayCall) },
    { term: "Leave a message", value: yes(contact?.mayLeaveMessage) },
    {
      term: "Discreet",
      value: contact?.isDiscreet ? "Yes, without a name or a subject that tells" : "No need",
    },
    {
      term: "In your calendar",
      value: contact?.calendarWords ? `“${contact.calendarWords}”` : "As we write it",
    },
  ];
}
