import { formatMoney, type Money } from "#app/values/money.ts";
import type { BookingLetter, Written } from "./letter/booking.ts";
import { Heading, Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, meeting, otherClock, timeAndCity } from "./letter/sentences.ts";

/** What moving and cancelling mean at the time of the reminder: `fee` is what a cancellation may cost, if anything. */
export type Changing = { isFree: boolean; fee: Money | null; mayMove: boolean };

/** To the client: their time comes near; where, and how to move it or cancel it and whether that is still free. */
export function reminder(letter: BookingLetter, changing: Changing): Written {
  const { guest, therapist, booking } = letter;
  const { words: where, link } = meeting(letter);
  const myClock = otherClock(letter, guest.zone, therapist.zone);
  const minutes = Math.round((booking.endsAt - booking.startsAt) / 60_000);
  const said = {
    hello: greeting(guest.name),
    soon: "Our time is coming up:",
    when: timeAndCity(letter, guest.zone),
    length: `${minutes} minutes.`,
    mine: myClock && `For me that is ${myClock}.`,
    changing: whatItMeans(letter, changing),
    link: "The link opens your booking without a password, so please keep this letter to yourself.",
    name: oneLine(therapist.firstName, 40),
  };
  const label = changing.mayMove ? "See, move or cancel" : "See or cancel";
  return {
    subject: subject(`Reminder: your ${timeWith(letter)} on ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "A reminder",
      preheader: `${said.when}. ${said.length}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.soon}</Paragraph>
          <Time beside={[said.length, said.mine].filter(Boolean).join(" ")}>{said.when}</Time>
          <Paragraph>
            {where} {link && <Link to={link}>{link}</Link>}
          </Paragraph>
          <Heading>If something comes up</Heading>
          <Paragraph>{said.changing}</Paragraph>
          <Press to={booking.manageUrl}>{label}</Press>
          <Paragraph>{said.link}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.soon}\n${said.when}\n${said.length}`,
      said.mine,
      link ? `${where}\n${link}` : where,
      `If something comes up:\n${said.changing}\n${booking.manageUrl}`,
      said.link,
      said.name,
    ),
    attachments: [],
  };
}

function whatItMeans(letter: BookingLetter, { isFree, fee, mayMove }: Changing): string {
  const { booking, guest, practice } = letter;
  if (isFree && booking.termsMinutes === 0) return "You can move it or cancel it freely until it starts.";
  if (isFree) {
    const until = dayAndTime(letter, guest.zone, booking.startsAt - booking.termsMinutes * 60_000);
    return `You can move it or cancel it freely until ${until}.`;
  }
  const cancelling = fee
    ? `Cancelling it now costs ${formatMoney(fee, practice.locale)}, unless I waive it.`
    : "You can still cancel it, and it costs nothing.";
  return `${cancelling} ${mayMove ? "You can move it once." : "For another time, please answer this letter."}`;
}
