import type { Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine } from "./letter/one-line.ts";
import { noteSubject, type PersonLetter } from "./letter/person.ts";
import { plain } from "./letter/plain.ts";

/** To somebody the practice has added: there is a page for them, and how they come to it. */
export function welcome(letter: PersonLetter): Written {
  const { person, from, pageUrl, practice } = letter;
  const said = {
    hello: greeting(person.name),
    page: `There is a page for you at ${oneLine(practice.name)}. It shows the times we have together, and lets you book, move and cancel them yourself.`,
    way: "You come in with this email address. No password: each time, a letter with a link brings you in.",
    unasked: "If you don’t know what this is about, you can leave it. Nothing happens without you.",
    name: oneLine(from.firstName, 40),
  };
  return {
    subject: noteSubject(letter),
    html: page({
      letter,
      reader: "client",
      title: "Your page",
      preheader: "A few lines for you.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.page}</Paragraph>
          <Paragraph>{said.way}</Paragraph>
          <Press to={pageUrl}>Open your page</Press>
          <Paragraph>{said.unasked}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "client", said.hello, said.page, `${said.way}\n${pageUrl}`, said.unasked, said.name),
    attachments: [],
  };
}
