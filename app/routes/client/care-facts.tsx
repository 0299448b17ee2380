import { href } from "react-router";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { Section } from "#app/ui/section.tsx";
import { leadsInWords } from "#app/values/leads.ts";
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
      <Section title="Reminders">
        <Facts facts={[{ term: "By email", value: reminderWords(contact) }]} />
        <Change to={href("/client/account/reminders")} what="Change when they come" />
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

function reminderWords(contact: AccountShown["contact"]): string {
  if (contact?.mayEmail === false) return "None: you asked for no email";
  if (!contact?.reminders) return "As usual for the kind of session";
  return contact.reminders.length > 0 ? leadsInWords(contact.reminders) : "None";
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
