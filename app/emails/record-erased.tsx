import type { Written } from "./letter/booking.ts";
import { Heading, Paragraph, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To somebody whose record is erased: that it is done, and what stays. */
export function recordErased(letter: PersonLetter): Written {
  const { person, from } = letter;
  const said = {
    hello: greeting(person.name),
    gone: "What was kept about you here is erased. What you wrote, what was written with you and how to reach you is gone, and the key that opened it is destroyed, so nobody can bring it back.",
    stays:
      "Times and sums stay in the books without your name, and papers that were issued stay as they are for as long as the tax law asks.",
    last: "This is the last letter you get from here. The address it went to is forgotten with it.",
    name: oneLine(from.name, 60),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "It is done",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.gone}</Paragraph>
          <Heading>What stays</Heading>
          <Paragraph>{said.stays}</Paragraph>
          <Paragraph>{said.last}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, said.gone, `What stays:\n${said.stays}`, said.last, said.name),
    attachments: [],
  };
}
