import { formatDayAndTime, zoneCity } from "#app/values/zoned.ts";
import type { Letterhead, Written } from "./letter/booking.ts";
import { Paragraph, Press, page } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";

type GlassLetter = Letterhead & {
  name: string;
  /** Who opened it. */
  who: string;
  /** When (ms), and the practice's clock. */
  since: number;
  zone: string;
  pageUrl: string;
};

/** To a therapist: somebody else opened a record of theirs by breaking the glass. Whose it is and why stays in the house. */
export function glassBroken(letter: GlassLetter): Written {
  const { since, zone, practice, pageUrl } = letter;
  const who = oneLine(letter.who, 60);
  const when = `${formatDayAndTime(since, zone, practice)} (${zoneCity(zone)})`;
  const title = "A private record of yours was opened";
  const said = {
    hello: greeting(letter.name),
    what: `${who} opened the private record of a client of yours on ${when}, for an hour at most. They had to write down why.`,
    where: "Whose record it is, and the reason, stand here:",
    sees: "Your psychotherapy notes stayed shut. The client sees that it was opened, on their own page. If you don’t know what it is about, ask whoever opened it.",
  };
  return {
    subject: subject(title),
    html: page({
      letter,
      reader: "therapist",
      title,
      preheader: `By ${who}, for an hour at most.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Paragraph>{said.where}</Paragraph>
          <Press to={pageUrl}>See whose and why</Press>
          <Paragraph>{said.sees}</Paragraph>
        </>
      ),
    }),
    text: plain(letter, "therapist", said.hello, said.what, `${said.where}\n${pageUrl}`, said.sees),
    attachments: [],
  };
}
