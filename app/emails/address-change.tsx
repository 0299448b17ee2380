import type { Letterhead, Reader, Written } from "./letter/booking.ts";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

/** What the letters about a new address are made of. */
type AddressLetter = Letterhead & {
  reader: Reader;
  name: string;
  newEmail: string;
  confirmUrl: string;
};

/** To the address somebody has: another one was asked for; it takes a yes from here. */
export function addressOld(letter: AddressLetter): Written {
  return confirming(letter, "Confirm your change of address", {
    asked: "You asked to sign in with another address from now on:",
    press: "If that was you, confirm it here and in the letter we sent there. Both work for an hour.",
    otherwise:
      "If it wasn’t you, leave this letter as it is and nothing changes. Somebody may have been signed in as you, so please sign out everywhere, and tell us.",
  });
}

/** To the address that is to be: somebody wants to sign in with it. */
export function addressNew(letter: AddressLetter): Written {
  return confirming(letter, "Confirm your new address", {
    asked: "You asked to sign in with this address from now on:",
    press: "Confirm it here, and in the letter we sent to the address you have now. Both work for an hour.",
    otherwise: "If it wasn’t you, leave this letter as it is and nothing happens.",
  });
}

/** To an address that is somebody's already, in place of the one that confirms. */
export function addressTaken(letter: Omit<AddressLetter, "name" | "confirmUrl">): Written {
  const said = {
    hello: "Hello,",
    asked:
      "Somebody asked to sign in with this address from now on. It belongs to an account already, so nothing was changed.",
    otherwise: "If it was you, sign in with this address as it is. If it wasn’t, there is nothing to do.",
  };
  return {
    subject: subject("Somebody asked to use this address"),
    html: page({
      letter,
      reader: letter.reader,
      title: "Somebody asked to use this address",
      preheader: "Nothing was changed.",
      children: Object.values(said).map((words) => <Paragraph key={words}>{words}</Paragraph>),
    }),
    text: plain(letter, letter.reader, ...Object.values(said)),
    attachments: [],
  };
}

type Said = { asked: string; press: string; otherwise: string };

function confirming(letter: AddressLetter, title: string, said: Said): Written {
  const { reader, confirmUrl } = letter;
  const hello = greeting(letter.name);
  const address = oneLine(letter.newEmail, 254);
  return {
    subject: subject(title),
    html: page({
      letter,
      reader,
      title,
      preheader: "Nothing changes before both addresses were confirmed.",
      children: (
        <>
          <Paragraph>{hello}</Paragraph>
          <Paragraph>{said.asked}</Paragraph>
          <Time>
            <span style={{ wordBreak: "break-word" }}>{address}</span>
          </Time>
          <Paragraph>{said.press}</Paragraph>
          <Press to={confirmUrl}>Look and confirm</Press>
          <Paragraph>{said.otherwise}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      reader,
      hello,
      `${said.asked}\n${address}`,
      `${said.press}\n${confirmUrl}`,
      said.otherwise,
    ),
    attachments: [],
  };
}
