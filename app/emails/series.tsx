import type { Written } from "./letter/booking.ts";
import { calendarOfSeveral, entryTitle } from "./letter/calendar-file.ts";
import { choiceInWords } from "./letter/choice.ts";
import { ChoiceOffer, choiceLines } from "./letter/choice-offer.tsx";
import { DateList, dateLines } from "./letter/date-list.tsx";
import { Heading, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { terms } from "./letter/sentences.ts";
import {
  eachOf,
  meetingEachTime,
  rhythmOf,
  type SeriesChange,
  type SeriesDate,
  type SeriesLetter,
} from "./letter/series.ts";

/** To the client: the times are yours, all in one letter and one calendar file; each has its own page. */
export function seriesMade(letter: SeriesLetter): Written {
  const { first, dates, by } = letter;
  const list = { dates, zone: first.guest.zone, hrefOf: ({ booking }: SeriesDate) => booking.manageUrl };
  const said = {
    ...around(letter),
    booked: by === "client" ? "You’re booked, several times at once." : "I’ve booked these times for us.",
    each: eachOf(letter),
    meeting: meetingEachTime(letter),
    calendar: `The file attached puts all of them in your calendar as “${entryTitle(first, "client")}”.`,
    terms: `Each of them stands by itself. ${terms(first)}`,
    links: "Each date opens its own page without a password, so please keep this letter to yourself.",
  };
  return {
    subject: subject(`Your ${timesWith(letter)}: ${said.rhythm}`),
    html: page({
      letter: first,
      reader: "client",
      title: "You’re booked",
      preheader: `${said.rhythm}. ${said.each}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.booked}</Paragraph>
          <Time beside={said.each}>{said.rhythm}</Time>
          {said.clock && <Paragraph>{said.clock}</Paragraph>}
          <DateList {...list} />
          <Paragraph>{said.meeting}</Paragraph>
          <Paragraph>{said.calendar}</Paragraph>
          <Heading>If something comes up</Heading>
          <Paragraph>
            {said.terms} {said.links}
          </Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      first,
      "client",
      said.hello,
      `${said.booked}\n${said.rhythm}\n${said.each}`,
      said.clock,
      dateLines(list),
      said.meeting,
      said.calendar,
      `If something comes up:\n${said.terms}\n${said.links}`,
      said.name,
    ),
    attachments: [calendarOfSeveral(dates, "confirmed")],
  };
}

/** To the client: several times moved at once, what each was before, and the new page of each. */
export function seriesMoved(letter: SeriesLetter): Written {
  const { first, dates, by } = letter;
  const said = {
    ...around(letter),
    moved:
      by === "client"
        ? `You moved ${count(dates)}. From now on:`
        : `I had to move ${count(dates)}, and I hope the new time suits you. From now on:`,
    calendar: "The file attached moves them in your calendar.",
    links: "Each date opens its own new page; the links you had for them don’t open any more.",
    unsuitable: by === "client" ? null : "If one of them doesn’t suit, open it and choose another time.",
  };
  const list = { dates, zone: first.guest.zone, hrefOf: ({ booking }: SeriesDate) => booking.manageUrl };
  return {
    subject: subject(`Moved: your ${timesWith(letter)}, now ${lower(said.rhythm)}`),
    html: page({
      letter: first,
      reader: "client",
      title: "Moved",
      preheader: `${said.moved} ${said.rhythm}.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.moved}</Paragraph>
          <Time>{said.rhythm}</Time>
          {said.own && <Paragraph>{said.own}</Paragraph>}
          {said.clock && <Paragraph>{said.clock}</Paragraph>}
          <DateList {...list} />
          <Paragraph>{[said.calendar, said.links, said.unsuitable].filter(Boolean).join(" ")}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      first,
      "client",
      said.hello,
      `${said.moved}\n${said.rhythm}`,
      said.own,
      said.clock,
      dateLines(list),
      [said.calendar, said.links, said.unsuitable].filter(Boolean).join("\n"),
      said.name,
    ),
    attachments: [calendarOfSeveral(dates, "confirmed")],
  };
}

/** To the client: several times are off, who called them off, and where others are found. */
export function seriesCancelled(letter: SeriesLetter): Written {
  const { first, dates, by, againUrl, choice } = letter;
  const said = {
    ...around(letter),
    off:
      by === "client"
        ? `You cancelled ${count(dates)}, and they are off:`
        : `I had to cancel ${count(dates)}, and I’m sorry:`,
    calendar: "The file attached takes them out of your calendar.",
    choice: choiceInWords(first, choice),
    again:
      by === "client"
        ? "If you’d like another time, now or later, you’re welcome."
        : "If you’d still like to talk, please choose another time.",
  };
  const list = { dates, zone: first.guest.zone };
  return {
    subject: subject(`Cancelled: your ${timesWith(letter)}, ${lower(said.rhythm)}`),
    html: page({
      letter: first,
      reader: "client",
      title: "Cancelled",
      preheader: `${said.off} ${said.rhythm}.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <DateList {...list} />
          {said.own && <Paragraph>{said.own}</Paragraph>}
          {said.clock && <Paragraph>{said.clock}</Paragraph>}
          <Paragraph>{said.calendar}</Paragraph>
          <ChoiceOffer said={said.choice} />
          <Paragraph>{said.again}</Paragraph>
          <Press to={againUrl}>See open times</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      first,
      "client",
      said.hello,
      `${said.off}\n${dateLines(list)}`,
      said.own,
      said.clock,
      said.calendar,
      choiceLines(said.choice),
      `${said.again}\n${againUrl}`,
      said.name,
    ),
    attachments: [calendarOfSeveral(dates, "cancelled")],
  };
}

export const seriesLetters = {
  made: seriesMade,
  moved: seriesMoved,
  cancelled: seriesCancelled,
} satisfies Record<SeriesChange, (letter: SeriesLetter) => Written>;

/** What all three say alike. The dates are told by the client's clock; that of the rhythm is the therapist's. */
function around(letter: SeriesLetter) {
  const { first, words, rhythm } = letter;
  return {
    hello: greeting(first.guest.name),
    rhythm: rhythmOf(letter),
    own: words && oneLine(words, 500),
    clock: first.guest.zone === rhythm.zone ? null : "By your own clock:",
    name: oneLine(first.therapist.firstName, 40),
  };
}

/** "times with Maren Holt", or words that tell nobody anything. */
function timesWith({ first: { guest, therapist } }: SeriesLetter): string {
  return guest.isDiscreet ? "appointments" : `times with ${oneLine(therapist.name, 60)}`;
}

function count(dates: readonly SeriesDate[]): string {
  return dates.length === 1 ? "one of our times" : `${dates.length} of our times`;
}

function lower(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
