import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type AlertLetter = Letterhead & { name: string; pageUrl: string; isFirst: boolean };

/** To a therapist, or who covers for them: a form needs somebody today. Whose it is and what it says stays in the house. */
export function formAlert(letter: AlertLetter): Written {
  const { pageUrl, isFirst } = letter;
  const said = {
    hello: greeting(letter.name),
    needs: isFirst
      ? "A form needs you today. Please look at it as soon as you can."
      : "A form still needs you today. Nobody has written down yet what was done about it.",
    until: "We write again after four working hours, until what you did is signed there.",
  };
  return {
    subject: subject("A form needs you today"),
    html: page({
      letter,
      reader: "therapist",
      title: "A form needs you today",
      preheader: "Please look at it as soon as you can.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.needs}</Paragraph>
          <Press to={pageUrl}>Open it</Press>
          <Paragraph>{said.until}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, `${said.needs}\n${pageUrl}`, said.until),
    attachments: [],
  };
}
