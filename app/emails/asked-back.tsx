import { formatMoney, type Money } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type AskedBackLetter = Letterhead & {
  name: string;
  amount: Money;
  zone: string;
  /** Until when (ms) it can be answered; null where the bank did not say. */
  dueBy: number | null;
  pageUrl: string;
};

/** To whoever handles the money: a bank asks some of it back, how much, and until when it can be answered. No name. */
export function askedBack(letter: AskedBackLetter): Written {
  const { practice, zone, dueBy, pageUrl } = letter;
  const sum = formatMoney(letter.amount, practice.locale);
  const day =
    dueBy === null ? null : `${formatDate(dayOf(zone, dueBy), practice)} ${dayOf(zone, dueBy).slice(0, 4)}`;
  const said = {
    hello: greeting(letter.name),
    what: `A client’s bank asks back ${sum} that was paid by card. The sum is set aside until the bank has decided.`,
    until: `${day ? `You can answer until ${day}.` : "Please answer soon."} We have put together what is known of the payment. Please read it, change what you like, and send it yourself; or let them have it.`,
    card: "Nothing is charged to this client’s card in the meantime.",
  };
  return {
    subject: subject(`A bank asks ${sum} back${day ? `: answer until ${day}` : ""}`),
    html: page({
      letter,
      reader: "therapist",
      title: `A bank asks ${sum} back`,
      preheader: day ? `You can answer until ${day}.` : "Please answer soon.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Paragraph>{said.until}</Paragraph>
          <Press to={pageUrl}>See what is asked</Press>
          <Paragraph>{said.card}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, said.what, `${said.until}\n${pageUrl}`, said.card),
    attachments: [],
  };
}
