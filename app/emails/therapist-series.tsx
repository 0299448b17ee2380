import type { Changer, Written } from "./letter/booking.ts";
import { calendarOfSeveral } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { DateList, dateLines } from "./letter/date-list.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { toldInPerson } from "./letter/sentences.ts";
import { eachOf, rhythmOf, type SeriesChange, type TherapistSeriesLetter } from "./letter/series.ts";

/** To the therapist: several dates at once were booked, moved or called off. The subject names nobody. */
export function therapistSeries(letter: TherapistSeriesLetter, change: SeriesChange): Written {
  const { first, dates, by, deskUrl } = letter;
  const facts = clientFacts({ ...first, hasNote: false, isSecondOpenCall: false, deskUrl: null });
  const list = { dates, zone: first.therapist.zone };
  const said = {
    hello: greeting(first.therapist.firstName),
    what: whatHappened[change][by],
    rhythm: rhythmOf(letter),
    each: eachOf(letter),
    told: first.guest.email ? toldThem : toldInPerson,
    calendar: `The file attached ${inCalendar[change]}, without their name.`,
  };
  return {
    subject: subject(`${subjects[change]}: ${said.rhythm}`),
    html: page({
      letter: first,
      reader: "therapist",
      title: subjects[change],
      preheader: `${said.what} ${said.rhythm}.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Time beside={said.each}>{said.rhythm}</Time>
          <DateList {...list} />
          <FactTable facts={facts} />
          <Paragraph>
            {said.told} {said.calendar}
          </Paragraph>
          <Press to={deskUrl}>Open it in Selvage</Press>
        </>
      ),
    }),
    text: plain(
      first,
      "therapist",
      said.hello,
      `${said.what}\n${said.rhythm}\n${said.each}`,
      dateLines(list),
      factLines(facts),
      `${said.told}\n${said.calendar}`,
      `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [calendarOfSeveral(dates, change === "cancelled" ? "cancelled" : "confirmed", "therapist")],
  };
}

const subjects: Record<SeriesChange, string> = {
  made: "A new series",
  moved: "A series moved",
  cancelled: "Dates of a series cancelled",
};

const whatHappened: Record<SeriesChange, Record<Changer, string>> = {
  made: {
    client: "Someone has booked a series of times with you:",
    practice: "A series of times with you has been booked for a client:",
  },
  moved: {
    client: "A client moved several dates of their series:",
    practice: "Several dates of a client’s series were moved:",
  },
  cancelled: {
    client: "A client cancelled several dates of their series. The times are yours again:",
    practice: "Several dates of a client’s series were cancelled. The times are yours again:",
  },
};

const toldThem = "They have one letter with all of it.";

const inCalendar: Record<SeriesChange, string> = {
  made: "puts them in your calendar",
  moved: "moves them in your calendar",
  cancelled: "takes them out of your calendar",
};
