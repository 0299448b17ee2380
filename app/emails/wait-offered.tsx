import type { Written } from "./letter/booking.ts";
import { Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { onTheirClock, type WaitLetter, waitedFor, waitSubject, whenFor } from "./letter/wait.ts";

/** A time that is kept for somebody, until when (ms), and the three things they can answer. */
type Offered = {
  startsAt: number;
  endsAt: number;
  minutes: number;
  takeUrl: string;
  passUrl: string;
  leaveUrl: string;
};

/** To somebody who waits: a time has opened and is kept for them. No link books anything by being opened. */
export function waitOffered(letter: WaitLetter, offered: Offered): Written {
  const { person, from, has } = letter;
  const { startsAt, endsAt, minutes, takeUrl, passUrl, leaveUrl } = offered;
  const other = onTheirClock(letter, startsAt);
  const said = {
    hello: greeting(person.name),
    opened: `A time has opened. You asked for ${waitedFor(letter)}, so it’s yours if you’d like it:`,
    when: whenFor(letter, startsAt),
    beside: [`${minutes} minutes`, other].filter(Boolean).join(" · "),
    kept: `I keep it for you until ${whenFor(letter, endsAt)}. After that I ask the next person.`,
    instead:
      has === null
        ? null
        : `It would take the place of ${whenFor(letter, has)}. Moving costs you nothing, and your terms stay as they are.`,
    stays: "If it doesn’t suit, you keep your place on the list.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: waitSubject(letter, "A time has opened for you"),
    html: page({
      letter,
      reader: "client",
      title: "A time has opened",
      preheader: `${said.when}. ${said.kept}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.opened}</Paragraph>
          <Time beside={said.beside}>{said.when}</Time>
          <Paragraph>{said.kept}</Paragraph>
          {said.instead && <Paragraph>{said.instead}</Paragraph>}
          <Press to={takeUrl}>Take it</Press>
          <Paragraph>
            <Link to={passUrl}>Not this one</Link> · <Link to={leaveUrl}>Leave the list</Link>
          </Paragraph>
          <Paragraph>{said.stays}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.opened}\n${said.when}\n${said.beside}`,
      said.kept,
      said.instead,
      `Take it:\n${takeUrl}`,
      `Not this one:\n${passUrl}`,
      `Leave the list:\n${leaveUrl}`,
      said.stays,
      said.name,
    ),
    attachments: [],
  };
}
