import type { Written } from "./letter/booking.ts";
import { Heading, Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { namesInARow, noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To the client: we go on together, with whom, and what is open now. */
export function careBegun(letter: PersonLetter, withWhom: readonly string[]): Written {
  const { person, from, pageUrl } = letter;
  const said = {
    hello: greeting(person.name),
    glad: "I’d be glad for us to go on together, so the next door is open.",
    open: `From now on you can book sessions with ${namesInARow(withWhom)}. On your page you choose a time that suits you, and move or cancel it there.`,
    first: "There is no hurry. If you’d rather ask something first, answer this letter.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "We go on together",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.glad}</Paragraph>
          <Heading>What is open now</Heading>
          <Paragraph>{said.open}</Paragraph>
          <Press to={pageUrl}>Open your page</Press>
          <Paragraph>{said.first}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      said.glad,
      `What is open now:\n${said.open}\n${pageUrl}`,
      said.first,
      said.name,
    ),
    attachments: [],
  };
}
