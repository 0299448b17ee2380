import { formatMoney, type Money } from "#app/values/money.ts";
import type { BookingLetter, TherapistLetter, Written } from "./letter/booking.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { aboutTheTimeAsked, greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

/** To somebody whose payment came when the time was gone: all of it goes back, by itself. */
export function paidTooLate(
  letter: BookingLetter,
  { amount, again }: { amount: Money; again: string },
): Written {
  const { guest, therapist, practice } = letter;
  const sum = formatMoney(amount, practice.locale);
  const said = {
    hello: greeting(guest.name),
    sorry: "I’m sorry: your payment reached us when this time was no longer kept for you:",
    when: timeAndCity(letter, guest.zone),
    back: `So nothing is booked, and all ${sum} are on their way back to your card. Banks take up to ten days to show it. There is nothing you need to do.`,
    other: "If you’d like another time, here is what’s open:",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: aboutTheTimeAsked(letter, dayAndTime(letter, guest.zone)),
    html: page({
      letter,
      reader: "client",
      title: "Your payment is on its way back",
      preheader: `All ${sum} go back to your card.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.sorry}</Paragraph>
          <Time>{said.when}</Time>
          <Paragraph>{said.back}</Paragraph>
          <Paragraph>{said.other}</Paragraph>
          <Press to={again}>Choose another time</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.sorry}\n${said.when}`,
      said.back,
      `${said.other}\n${again}`,
      said.name,
    ),
    attachments: [],
  };
}

/** To the therapist: somebody paid for a time that was gone, and has their money back. */
export function therapistPaidTooLate(letter: TherapistLetter, { amount }: { amount: Money }): Written {
  const { therapist, practice, deskUrl } = letter;
  const sum = formatMoney(amount, practice.locale);
  const facts = clientFacts(letter).filter(({ label }) => label !== "Where");
  const said = {
    hello: greeting(therapist.firstName),
    what: "A client paid for this time after it was no longer kept for them:",
    when: timeAndCity(letter, therapist.zone),
    back: `It is not booked. All ${sum} go back to their card by themselves, and they have a letter that says so with a way to choose another time.`,
  };
  return {
    subject: subject(`Paid too late: ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "A payment came too late",
      preheader: `${sum} go back to the client.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Time>{said.when}</Time>
          <FactTable facts={facts} />
          <Paragraph>{said.back}</Paragraph>
          {deskUrl && <Press to={deskUrl}>Open it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.what}\n${said.when}`,
      factLines(facts),
      said.back,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [],
  };
}
