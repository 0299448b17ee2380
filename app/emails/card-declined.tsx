import { formatMoney, type Money } from "#app/values/money.ts";
import type { BookingLetter, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

/** To somebody whose kept card could not be charged: how much is open, and where to pay it. Nothing else changes by it. */
export function cardDeclined(
  letter: BookingLetter,
  { amount, payUrl }: { amount: Money; payUrl: string },
): Written {
  const { guest, therapist, practice } = letter;
  const sum = formatMoney(amount, practice.locale);
  const said = {
    hello: greeting(guest.name),
    what: `Your card didn’t go through for ${sum}. That happens: a card runs out, or a bank wants to be asked first.`,
    still: "Your appointments stay as they are. When it suits you, please pay it here, with any card:",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(`A payment of ${sum} didn’t go through`),
    html: page({
      letter,
      reader: "client",
      title: "A payment didn’t go through",
      preheader: `${sum} is open.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Paragraph>{said.still}</Paragraph>
          <Press to={payUrl}>Pay {sum}</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, said.what, `${said.still}\n${payUrl}`, said.name),
    attachments: [],
  };
}
