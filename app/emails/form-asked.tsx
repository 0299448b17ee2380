import type { Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To the client: a form waits for them, and how long it takes; never what it is called or asks. */
export function formAsked(letter: PersonLetter, minutes: number): Written {
  const { person, from, pageUrl } = letter;
  const said = {
    hello: greeting(person.name),
    waits: `A form waits for you on your page. It takes about ${minutes} minutes, and what you write is saved as you go.`,
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "A form waits for you",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.waits}</Paragraph>
          <Press to={pageUrl}>Open your page</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, `${said.waits}\n${pageUrl}`, said.name),
    attachments: [],
  };
}
