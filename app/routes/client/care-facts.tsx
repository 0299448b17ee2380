import { href } from "react-router";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AccountShown } from "./account-of.ts";
import { OwnButton } from "./ways.tsx";

/** How somebody is called and reached, and what is safe: what of an account has to do with care. */
export function CareFacts({ page: { name, clock, contact } }: { page: AccountShown }) {
  return (
    <>
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
    </>
  );
}

function Change({ to, what }: { to: string; what: string }) {
  return (
    <p className="cluster mt-6">
      <OwnButton kind="quiet" href={to}>
        {what}
      </OwnButton>
    </p>
  );
}

function safeFacts(contact: AccountShown["contact"]): Fact[] {
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
