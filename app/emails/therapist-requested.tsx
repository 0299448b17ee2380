import type { TherapistLetter, Written } from "./letter/booking.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, otherClock, timeAndCity } from "./letter/sentences.ts";

/** To the therapist: somebody asks for a time, which is kept for them until `until` (ms). */
export function therapistRequested(letter: TherapistLetter, until: number): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter);
  const theirClock = otherClock(letter, therapist.zone, guest.zone);
  const said = {
    hello: greeting(therapist.firstName),
    asks: "Somebody asks you for this time:",
    when: timeAndCity(letter, therapist.zone),
    length: `${lengthAndPrice(letter)}.`,
    theirs: theirClock && `For them that is ${theirClock}.`,
    note: letter.hasNote ? "They wrote something with it; it waits for you in Selvage." : null,
    second: letter.isSecondOpenCall
      ? "The same address already has a first call with you that hasn’t taken place yet."
      : null,
    until: `The time is kept for them until ${dayAndTime(letter, therapist.zone, until)}. Unanswered by then, it is open again, and they hear so.`,
  };
  return {
    subject: subject(`To answer: a request for ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "Somebody asks for a time",
      preheader: `${said.when}. ${said.until}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.asks}</Paragraph>
          <Time beside={[said.length, said.theirs].filter(Boolean).join(" ")}>{said.when}</Time>
          <FactTable facts={facts} />
          {said.note && <Paragraph>{said.note}</Paragraph>}
          {said.second && <Paragraph>{said.second}</Paragraph>}
          <Paragraph>{said.until}</Paragraph>
          {deskUrl && <Press to={deskUrl}>Answer it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.asks}\n${said.when}\n${said.length}`,
      said.theirs,
      factLines(facts),
      said.note,
      said.second,
      said.until,
      deskUrl && `Answer it in Selvage:\n${deskUrl}`,
    ),
    attachments: [],
  };
}
