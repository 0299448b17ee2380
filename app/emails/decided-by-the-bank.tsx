import { formatMoney, type Money } from "#app/values/money.ts";
import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type DecidedLetter = Letterhead & { name: string; amount: Money; isWon: boolean; pageUrl: string };

/** To whoever handles the money: what a bank that asked some of it back decided. No name. */
export function decidedByTheBank(letter: DecidedLetter): Written {
  const { practice, isWon, pageUrl } = letter;
  const sum = formatMoney(letter.amount, practice.locale);
  const said = {
    hello: greeting(letter.name),
    what: isWon
      ? `The bank has decided for you: the ${sum} it asked back are yours again.`
      : `The bank gave the ${sum} it asked back to the client. They are gone from your balance, and the books say so.`,
    card: "This client’s card stays untouched until you allow it again, on the page of how they pay.",
  };
  return {
    subject: subject(isWon ? `Decided: ${sum} stay with you` : `Decided: ${sum} went back to the client`),
    html: page({
      letter,
      reader: "therapist",
      title: isWon ? "The bank decided for you" : "The bank decided for the client",
      preheader: said.what,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Press to={pageUrl}>See how it stands</Press>
          <Paragraph>{said.card}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, `${said.what}\n${pageUrl}`, said.card),
    attachments: [],
  };
}
