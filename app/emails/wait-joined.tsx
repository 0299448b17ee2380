import type { Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { type WaitLetter, waitedFor, waitSubject, whenFor } from "./letter/wait.ts";

/** To somebody who waits: they are on the list, what happens next, and the page where they change their mind. */
export function waitJoined(letter: WaitLetter): Written {
  const { person, from, pageUrl, has } = letter;
  const said = {
    hello: greeting(person.name),
    on: `You’re on the list for ${waitedFor(letter)}.`,
    keeps: has === null ? null : `Until then you keep the time you have: ${whenFor(letter, has)}.`,
    next: "When a time opens that suits you, I’ll write to you and keep it for you for about four hours. I only write between 8 in the morning and 8 in the evening, your time. Everybody is asked in the order they came.",
    honest:
      "I can’t promise that one opens. If something changes for you, say which times suit or leave the list here:",
    unasked: "If you don’t know what this is about, leave the list there too. Nothing is booked.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: waitSubject(letter, "You’re on the list"),
    html: page({
      letter,
      reader: "client",
      title: "You’re on the list",
      preheader: "I’ll write to you when a time opens.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.on}</Paragraph>
          {said.keeps && <Paragraph>{said.keeps}</Paragraph>}
          <Paragraph>{said.next}</Paragraph>
          <Paragraph>{said.honest}</Paragraph>
          <Press to={pageUrl}>See your place</Press>
          <Paragraph>{said.unasked}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      said.on,
      said.keeps,
      said.next,
      `${said.honest}\n${pageUrl}`,
      said.unasked,
      said.name,
    ),
    attachments: [],
  };
}
