import { formatDayAndTime } from "#app/values/zoned.ts";
import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type BrokeLetter = Letterhead & {
  name: string;
  /** Since when (ms) Google takes nothing from us any more. */
  since: number;
  zone: string;
  trouble: "dead" | "forbidden" | "no_calendar";
  pageUrl: string;
};

const why: Record<BrokeLetter["trouble"], string> = {
  dead: "Google no longer accepts the permission you gave.",
  forbidden: "Google says that a part of the permission you gave is missing.",
  no_calendar: "The calendar your appointments went into is no longer there.",
};

/** To a therapist: the connection to their calendar ended, what that means until they connect again, and where they do. */
export function calendarBroke(letter: BrokeLetter): Written {
  const { zone, since, practice, trouble, pageUrl } = letter;
  const when = formatDayAndTime(since, zone, practice);
  const said = {
    hello: greeting(letter.name),
    what: `Your Google Calendar has not been connected since ${when}. ${why[trouble]}`,
    until:
      "People can still book. Until you connect again, we go by your hours and by what we last read of your calendar; what you add there now, we don’t see, and new bookings don’t appear there.",
    press: "Connecting again takes a minute.",
  };
  return {
    subject: subject("Your Google Calendar needs connecting again"),
    html: page({
      letter,
      reader: "therapist",
      title: "Your Google Calendar needs connecting again",
      preheader: "People can still book. What you add to your calendar now, we don’t see.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Paragraph>{said.until}</Paragraph>
          <Press to={pageUrl}>Connect again</Press>
          <Paragraph>{said.press}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, said.what, said.until, `${said.press}\n${pageUrl}`),
    attachments: [],
  };
}
