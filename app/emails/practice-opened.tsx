import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type OpenedLetter = Letterhead & { name: string; signInUrl: string };

/** To whoever has just opened a practice: where it stands, and how they come back in. It also proves the address. */
export function practiceOpened(letter: OpenedLetter): Written {
  const { practice, signInUrl } = letter;
  const said = {
    hello: greeting(letter.name),
    open: "Your practice is open. People find it, and the first times they can book, at this address:",
    back: "You come back in with the email address this letter came to. No password: each time, a letter with a link brings you in, and your second step after it.",
    keep: "Keep your recovery codes somewhere other than on that device.",
  };
  return {
    subject: subject("Your practice is open"),
    html: page({
      letter,
      reader: "therapist",
      title: "Your practice is open",
      preheader: "Where it stands, and how you come back in.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>
            {said.open} {practice.url}
          </Paragraph>
          <Paragraph>{said.back}</Paragraph>
          <Press to={signInUrl}>Sign in</Press>
          <Paragraph>{said.keep}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.open}\n${practice.url}`,
      `${said.back}\n${signInUrl}`,
      said.keep,
    ),
    attachments: [],
  };
}
