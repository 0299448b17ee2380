import type { Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To the client: something waits on their page. What it is, is nobody's to read in a mailbox. */
export function somethingNew(letter: PersonLetter): Written {
  const { person, from, pageUrl } = letter;
  const said = {
    hello: greeting(person.name),
    there: "I’ve put something new on your page, for whenever you have a quiet moment.",
    press: "Open your page",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "Something new for you",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.there}</Paragraph>
          <Press to={pageUrl}>{said.press}</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, `${said.there}\n${pageUrl}`, said.name),
    attachments: [],
  };
}
