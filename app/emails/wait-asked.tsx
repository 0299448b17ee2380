import { formatDay } from "#app/values/zoned.ts";
import type { Written } from "./letter/booking.ts";
import { Link, Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { type WaitLetter, waitedFor, waitSubject } from "./letter/wait.ts";

/** To somebody who has waited a month: are you still looking? `until` (ms) is when no answer means no. */
export function waitAsked(
  letter: WaitLetter,
  { stayUrl, leaveUrl, until }: { stayUrl: string; leaveUrl: string; until: number },
): Written {
  const { person, from, practice, zone } = letter;
  const said = {
    hello: greeting(person.name),
    ask: `You’re still on my list for ${waitedFor(letter)}, and none has opened that suited. Are you still looking?`,
    silence: `If I don’t hear from you by ${formatDay(until, zone, practice)}, I’ll take you off, so that others move up.`,
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: waitSubject(letter, "Still looking?"),
    html: page({
      letter,
      reader: "client",
      title: "Still looking?",
      preheader: "One press, and your place stays.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.ask}</Paragraph>
          <Press to={stayUrl}>Yes, keep my place</Press>
          <Paragraph>
            <Link to={leaveUrl}>No, take me off the list</Link>
          </Paragraph>
          <Paragraph>{said.silence}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      said.ask,
      `Yes, keep my place:\n${stayUrl}`,
      `No, take me off the list:\n${leaveUrl}`,
      said.silence,
      said.name,
    ),
    attachments: [],
  };
}

/** To somebody who did not answer: they are off the list, and how they come back. */
export function waitLapsed(letter: WaitLetter, againUrl: string): Written {
  const { person, from, has } = letter;
  const said = {
    hello: greeting(person.name),
    off: `I hadn’t heard from you, so I’ve taken you off the list for ${waitedFor(letter)}. Nothing else changes${
      has === null ? "." : ": the time you have stays yours."
    }`,
    again: "If you’d still like one, you’re welcome to come back at any time.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: waitSubject(letter, "You’re off the list for now"),
    html: page({
      letter,
      reader: "client",
      title: "You’re off the list for now",
      preheader: "You’re welcome to come back at any time.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <Paragraph>{said.again}</Paragraph>
          <Press to={againUrl}>Look again</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, said.off, `${said.again}\n${againUrl}`, said.name),
    attachments: [],
  };
}
