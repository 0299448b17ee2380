import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To somebody their therapist wrote to: that a message waits, and where. What it says never travels. */
export function messageWaits(letter: PersonLetter): Written {
  const { person, from, pageUrl } = letter;
  const said = {
    hello: greeting(person.name),
    waits: "A message waits for you on your page.",
    why: "What it says isn’t in this letter, so that nobody else comes across it. You sign in as always, and read it there when you have a moment.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "A message waits for you",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.waits}</Paragraph>
          <Press to={pageUrl}>Read it</Press>
          <Paragraph>{said.why}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, `${said.waits}\n${pageUrl}`, said.why, said.name),
    attachments: [],
  };
}

type TherapistLetter = Letterhead & { name: string; pageUrl: string };

/** To a therapist: a client wrote. Neither who nor what. */
export function messageForTherapist(letter: TherapistLetter): Written {
  const said = {
    hello: greeting(letter.name),
    waits: "A message waits for you. It is from a client of yours.",
    where: "You find it among your messages:",
  };
  return {
    subject: subject("A message waits for you"),
    html: page({
      letter,
      reader: "therapist",
      title: "A message waits for you",
      preheader: "It is from a client of yours.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.waits}</Paragraph>
          <Press to={letter.pageUrl}>Read it</Press>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, said.waits, `${said.where}\n${letter.pageUrl}`),
    attachments: [],
  };
}
