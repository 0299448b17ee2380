import { formatMoney, type Money } from "#app/values/money.ts";
import type { Written } from "./letter/booking.ts";
import { Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import type { PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** A link that pays one of the sums that are open, without signing in. */
export type WayToPay = { url: string; amount: Money };

/** To whoever pays: something is still open, and how much, and where to pay it. For what stands on their page alone. */
export function owing(letter: PersonLetter, amount: Money, ways: readonly WayToPay[] = []): Written {
  const { person, from, practice, pageUrl } = letter;
  const said = {
    hello: greeting(person.name),
    open: "A reminder, and nothing worse: this is still to be paid.",
    sum: formatMoney(amount, practice.locale),
    where: "What it is for is on your page, under Payments.",
    crossed:
      "If you have paid in the meantime, please take no notice. If it is difficult just now, answer this letter.",
    name: oneLine(from.firstName, 40),
  };
  const links = ways.map(({ url, amount }) => ({
    url,
    press: `Pay ${formatMoney(amount, practice.locale)} by card`,
  }));
  return {
    subject: subject(person.isDiscreet ? "A note for you" : "A payment that is still open"),
    html: page({
      letter,
      reader: "client",
      title: "Still to be paid",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.open}</Paragraph>
          <Time>{said.sum}</Time>
          {links.map(({ url, press }) => (
            <Press key={url} to={url}>
              {press}
            </Press>
          ))}
          <Paragraph>
            {said.where}
            {links.length > 0 && (
              <>
                {" "}
                <Link to={pageUrl}>Open your payments</Link>
              </>
            )}
          </Paragraph>
          {links.length === 0 && <Press to={pageUrl}>Open your payments</Press>}
          <Paragraph>{said.crossed}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.open}\n${said.sum}`,
      ...links.map(({ url, press }) => `${press}:\n${url}`),
      `${said.where}\n${pageUrl}`,
      said.crossed,
      said.name,
    ),
    attachments: [],
  };
}
