import type { Changer, TherapistLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity, toldInPerson } from "./letter/sentences.ts";

/** To the therapist: a booking is off, and its time can be booked again. */
export function therapistCancelled(
  letter: TherapistLetter,
  { by, wasAsked = false }: { by: Changer; wasAsked?: boolean },
): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter).filter(({ label }) => label !== "Where");
  const said = {
    hello: greeting(therapist.firstName),
    off: wasAsked ? "A request was taken back; there is nothing to answer any more:" : offBy[by],
    when: timeAndCity(letter, therapist.zone),
    open: wasAsked
      ? "The time is free again."
      : "The time is free again. The file attached takes it out of your calendar.",
    next: guest.email ? "They have a letter that says so, with a way to choose another time." : toldInPerson,
  };
  return {
    subject: subject(
      `${wasAsked ? "Taken back: a request for" : "Cancelled: a booking on"} ${dayAndTime(letter, therapist.zone)}`,
    ),
    html: page({
      letter,
      reader: "therapist",
      title: wasAsked ? "A request was taken back" : "A booking is off",
      preheader: `${said.when} is free again.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <Time>{said.when}</Time>
          <FactTable facts={facts} />
          <Paragraph>
            {said.open} {said.next}
          </Paragraph>
          {deskUrl && <Press to={deskUrl}>Open it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.off}\n${said.when}`,
      factLines(facts),
      `${said.open}\n${said.next}`,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: wasAsked ? [] : [calendarFile(letter, "cancel", "therapist")],
  };
}

const offBy: Record<Changer, string> = {
  client: "A client has cancelled their booking:",
  practice: "A booking has been cancelled for you:",
};
