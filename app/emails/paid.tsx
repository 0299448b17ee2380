import { formatMoney, type Money } from "#app/values/money.ts";
import type { Written } from "./letter/booking.ts";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import type { PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** What a letter says of a paper: how much it is about, whether that goes back, and what it is called. */
export type AboutPaper = { amount: Money; isBack: boolean; name: string };

/**
 * To whoever pays: their money has arrived, or is on its way back, and where the paper about it lies. The paper itself
 * stays behind the sign-in, for it says with whom and on which days.
 */
export function paid(letter: PersonLetter, { amount, isBack, name }: AboutPaper): Written {
  const { person, from, practice, pageUrl } = letter;
  const sum = formatMoney(amount, practice.locale);
  const said = {
    hello: greeting(person.name),
    what: isBack ? "This is on its way back to you:" : "Thank you. This has arrived:",
    sum,
    where: `${oneLine(name)} is on your page, under Payments. You can read it there, print it and keep it.`,
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: subject(
      person.isDiscreet ? "A note for you" : isBack ? `${sum} goes back to you` : `Your payment of ${sum}`,
    ),
    html: page({
      letter,
      reader: "client",
      title: isBack ? "Money on its way back" : "Your payment has arrived",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Time>{said.sum}</Time>
          <Paragraph>{said.where}</Paragraph>
          <Press to={pageUrl}>Open your payments</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.what}\n${said.sum}`,
      `${said.where}\n${pageUrl}`,
      said.name,
    ),
    attachments: [],
  };
}
