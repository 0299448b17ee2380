import type { BookingLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { type Choice, choiceInWords } from "./letter/choice.ts";
import { ChoiceOffer, choiceLines } from "./letter/choice-offer.tsx";
import { Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

type Suggested = {
  /** Openings (ms) near to the times they come at; none where nothing is open. */
  starts: readonly number[];
  /** Whether it had only been asked for. */
  wasAsked: boolean;
  /** What they paid by card and may choose about. */
  choice?: Choice | null;
};

/**
 * To the client of somebody who is ill: their time is off, it costs nothing, and here are three others. `words` are what
 * the therapist wrote of her own. The letter says nothing of what she has.
 */
export function fallenIll(letter: BookingLetter, suggested: Suggested, words: string | null): Written {
  const { guest, therapist, booking } = letter;
  const takeUrl = `${booking.manageUrl}/another`;
  const times = suggested.starts.map((at) => ({
    words: dayAndTime(letter, guest.zone, at),
    url: `${takeUrl}?at=${new Date(at).toISOString()}`,
  }));
  const said = {
    hello: greeting(guest.name),
    off: suggested.wasAsked
      ? "I’m not well, so I have to say no to the time you asked for, and I’m sorry:"
      : "I’m not well and can’t keep our time, and I’m sorry:",
    when: timeAndCity(letter, guest.zone),
    own: words && oneLine(words, 500),
    owed: "It costs you nothing. The file attached takes it out of your calendar.",
    choice: choiceInWords(letter, suggested.choice),
    other:
      times.length > 0 ? "If another time suits you, these are open, near to when you usually come:" : "",
    notHeld:
      times.length > 0
        ? "They aren’t held for anybody, so one may be gone when you look. All other open times are on the same page."
        : "If you’d like another time, the open ones are on this page. New ones appear as the days go by.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(`Cancelled: your ${timeWith(letter)} on ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "Cancelled",
      preheader: `${said.when} is off. ${times.length > 0 ? "Other times are inside." : said.notHeld}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <Time>{said.when}</Time>
          {said.own && <Paragraph>{said.own}</Paragraph>}
          <Paragraph>{said.owed}</Paragraph>
          <ChoiceOffer said={said.choice} />
          {said.other && <Paragraph>{said.other}</Paragraph>}
          {times.map(({ words, url }) => (
            <Paragraph key={url}>
              <Link to={url}>{words}</Link>
            </Paragraph>
          ))}
          <Press to={takeUrl}>{times.length > 0 ? "Take another time" : "See open times"}</Press>
          <Paragraph>{said.notHeld}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.off}\n${said.when}`,
      said.own,
      said.owed,
      choiceLines(said.choice),
      times.length > 0
        ? [said.other, ...times.map(({ words, url }) => `${words}\n${url}`)].join("\n\n")
        : null,
      `${said.notHeld}\n${takeUrl}`,
      said.name,
    ),
    attachments: [calendarFile(letter, "cancel")],
  };
}
