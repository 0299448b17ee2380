import { roomOf } from "#app/domain/bookings/meeting.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { roomOpensAt } from "#app/domain/bookings/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { ownWord, type Said, sessionOf } from "#app/domain/joining/queries.ts";
import { type Door, doorAt, mayGoIn } from "#app/domain/joining/rules.ts";
import { helpIn } from "#app/domain/site/crisis-lines.ts";
import { licensedIn } from "#app/domain/therapists/queries.ts";
import { timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import { dayOf } from "#app/values/zoned.ts";
import { placeInWords } from "./place-in-words.ts";
import { questionOf } from "./question.ts";

/** Seconds after which a page that waits to be let in looks again. */
const looksAgain = 15;

type Asked = { zone: string; asksAgain: boolean };

/**
 * What stands at the door of a session, by the clock of who stands there: when it opens, the question where they are,
 * the way in, or why not. `refresh` is after how many seconds the page has something else to say; null: it has not.
 */
export async function atTheDoor(ctx: Ctx, whole: WholeBooking, { zone, asksAgain }: Asked) {
  const { therapist, practice, booking, type } = whole;
  const now = ctx.now().getTime();
  const session = sessionOf(whole);
  const door = doorAt(session, now);
  const said = door === "open" ? await ownWord(ctx, whole) : null;
  const isWaiting = said !== null && !mayGoIn(said);
  const { locale } = practice;
  return {
    door,
    firstName: therapist.firstName,
    slug: therapist.slug,
    isTwo: type.kind === "couple",
    starts: whenAndWhere(session.startsAt, { zone, locale }).when,
    opens: timeOnALine(roomOpensAt(session), { zone, locale }),
    place: session.place,
    phone: booking.guestPhone,
    address: practice.address,
    contact: { email: practice.email, phone: practice.phone },
    hasRoom: roomOf(whole) !== null || whole.appointment.meets,
    roomUrl: said && !isWaiting ? roomOf(whole) : null,
    said: said && {
      place: placeInWords(said),
      isWaiting,
      wasLetIn: said.isLicensed === false && !isWaiting,
      help: helpIn(said.country),
      whoCan: isWaiting ? await whoCan(ctx, whole, said) : [],
    },
    question: door === "open" && (asksAgain || !said) ? await questionOf(ctx, whole) : null,
    refresh: refreshAfter({ door, isWaiting, opensIn: roomOpensAt(session) - now }),
  };
}

export type AtTheDoor = Awaited<ReturnType<typeof atTheDoor>>;

async function whoCan(ctx: Ctx, { therapist }: WholeBooking, { region }: Said) {
  if (!region) return [];
  const licensed = await licensedIn(ctx, region, dayOf(therapist.zone, ctx.now()));
  return licensed.filter(({ slug }) => slug !== therapist.slug);
}

type Waits = { door: Door; isWaiting: boolean; opensIn: number };

function refreshAfter({ door, isWaiting, opensIn }: Waits): number | null {
  if (isWaiting) return looksAgain;
  return door === "not_yet" ? Math.ceil(opensIn / 1_000) + 1 : null;
}

/**
 * The header that opens the page again by itself, without a script. A header and not a meta element: those are barred
 * (WCAG 2.2.1), because they can take a page away from under somebody; this one waits with them for a time they know.
 */
export function refreshHeader({ refresh }: AtTheDoor): Record<string, string> {
  return refresh === null ? {} : { Refresh: String(refresh) };
}
