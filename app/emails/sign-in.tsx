import type { Letterhead, Reader, Written } from "./letter/booking.ts";
import { Heading, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

/** What a sign-in letter is made of. `code` are six digits. */
type SignInLetter = Letterhead & { name: string; reader: Reader; linkUrl: string; code: string };

/** To whoever asked to sign in: the link, and the code for when it is opened elsewhere. Neither is in the subject. */
export function signIn(letter: SignInLetter): Written {
  const { linkUrl, code, reader } = letter;
  const said = {
    hello: greeting(letter.name),
    link: "Here is your link to sign in. Open it in the browser you asked from; it works once, for 10 minutes.",
    code: "Reading this on another device? Type this code where you asked:",
    never: "Nobody who works here will ever ask you for this code. Please don’t pass it on.",
    nothing:
      "If you didn’t ask for it, nothing happens: without this letter nobody gets in, and it soon runs out.",
  };
  return {
    subject: subject("Your sign-in link"),
    html: page({
      letter,
      reader,
      title: "Your sign-in link",
      preheader: "It works once, for 10 minutes.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.link}</Paragraph>
          <Press to={linkUrl}>Sign in</Press>
          <Heading>Or the code</Heading>
          <Paragraph>{said.code}</Paragraph>
          <Time beside={said.never}>{inTwo(code)}</Time>
          <Paragraph>{said.nothing}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      reader,
      said.hello,
      `${said.link}\n${linkUrl}`,
      `${said.code}\n${inTwo(code)}`,
      said.never,
      said.nothing,
    ),
    attachments: [],
  };
}

/** "482 913": two groups are easier carried from one screen to another. */
function inTwo(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
