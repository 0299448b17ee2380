import { and, eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { participants } from "#app/db/schema/clients.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aType } from "#tests/support/practice.ts";
import { aWait } from "./a-wait.ts";
import { aForm, anAskedForm } from "./asked-forms.ts";
import { aCalendar } from "./calendars.ts";
import { type Cast, canary, type Side } from "./cast.ts";
import { aCodeOf } from "./codes.ts";
import { anItem } from "./content.ts";
import { anImport } from "./imports.ts";
import { aThread } from "./messages.ts";
import {
  aDebtOf,
  aDebtor,
  aDisputeOf,
  aPaper,
  aPaymentOf,
  aRefundOf,
  givenUp,
  halfPaid,
  keptToPay,
} from "./money.ts";
import { aNoteOf } from "./notes.ts";
import type { operations } from "./operations.ts";
import { aQuestion } from "./questions.ts";
import { aSeries } from "./series.ts";
import { aLostBooking, aSickDay } from "./sick-days.ts";
import { anAgreement } from "./supervision.ts";
import { aBlock, anAbsence } from "./times.ts";

/**
 * A record an address names. `sequence` is a booking's; `person` somebody in a client; `whereabouts` what was said at
 * a door; `booking` one of a client's, or one a sick day took.
 */
export type Named = {
  id: string;
  person?: string;
  sequence?: number;
  clientId?: string;
  startsAt?: number;
  whereabouts?: string;
  booking?: string;
  /** The first date of a series. */
  date?: string;
};

type Operation = ReturnType<typeof operations>[number];

const hour = 3_600_000;
const day = 24 * hour;
const taken = new Map<string, number>();
/** The midnight before all of it, so that no two starts meet when the day ends meanwhile. */
export const midnight = Math.floor(Date.now() / day) * day;

/** A start this side's therapist has not had yet: eleven a day, ahead or behind. */
export function freshStart({ therapistId }: Side, direction: 1 | -1): number {
  const count = (taken.get(therapistId) ?? 0) + 1;
  taken.set(therapistId, count);
  const days = 2 + Math.floor(count / 11);
  return midnight + direction * days * day + (8 + (count % 11)) * hour;
}

/** A record of somebody's side in the state an operation asks for: a new one for each try, so that none spoils another. */
export function aRecord(cast: Cast, line: Operation, side: Side, kind: "see" | "change"): Promise<Named> {
  const name = line.file.replace(/^.*\//, "").replace(/\.tsx?$/, "");
  const aFresh = () => aBooking(cast, side, "confirmed");
  if (line.of === "booking" && name === "another") return aLostBooking(cast, side, aFresh);
  if (line.of === "thread") return aThread(cast, side);
  if (line.of === "question") return aQuestion(cast, side, aFresh());
  if (line.of === "dispute") return aDisputeOf(cast, side, aFresh());
  if (line.of === "refund") return aRefundOf(cast, side, aFresh());
  if (line.of === "booking" && (name === "payment" || name === "refund"))
    return halfPaid(cast, side, aFresh());
  if (line.file.includes("/billing/")) {
    const debt = aDebtOf(cast, side, aBooking(cast, side, "over"));
    if (name === "undo") return givenUp(side, debt);
    return name === "reminder" ? aDebtor(cast, debt, aClient(cast, side, name, "change")) : debt;
  }
  if (line.of === "booking" && name === "payment-step") return keptToPay(cast, aFresh());
  if (line.of === "booking") return aBooking(cast, side, kind === "see" ? "confirmed" : stateFor(name));
  if (line.of === "series") return aSeries(cast, side);
  if (line.of === "wait") return aWait(cast, side, name === "withdrawal" ? freshStart(side, 1) : null);
  if (line.of === "import") return anImport(side, name);
  if (line.of === "client") return aClient(cast, side, name, kind);
  if (line.of === "note") return aNoteOf(cast, side, name);
  if (/(note-templates|supervision)\/:id/.test(line.path)) return anAgreement(line.path, side);
  if (name === "session-type") return aTypeOf(side);
  if (line.of === "sick_day") return aSickDay(cast, side, name === "settled" ? aFresh : null);
  if (line.of === "content") return anItem(cast, side, line.by);
  if (line.of === "paper") return aPaper(cast, side, aFresh());
  if (line.of === "calendar") return aCalendar(cast, side);
  if (line.of === "form") return aForm(side);
  if (line.of === "asked")
    return anAskedForm(cast, side, line.file.includes("/client/") ? `own-${name}` : name);
  if (line.of === "code") return aCodeOf(side);
  if (line.of === "payment") return aPaymentOf(cast, side, aFresh());
  if (line.of === "letter") return aReturnedLetter(cast, side);
  if (line.of === "time") return name === "return" ? anAbsence(cast, side) : aBlock(cast, side);
  return Promise.resolve({ id: newId() });
}

/** A letter to a side's client that came back, so that nobody writes to its address. */
async function aReturnedLetter(cast: Cast, side: Side): Promise<Named> {
  const letter = newId();
  const { id: clientId } = await aClient(cast, side, "letter", "change");
  const address = `${added}.${side.client.email}`;
  const { practiceId } = side.ctx;
  await cast.sql.query(
    `insert into deliveries (id, practice_id, key, letter, subject_id, recipient, status, fate, created_at)
     values ($1::uuid, $2, $1::text, 'client_begun', $3, $4, 'sent', 'bounced', now())`,
    [letter, practiceId, clientId, address],
  );
  await cast.sql.query(
    "insert into suppressions (practice_id, address, why, delivery_id, since) values ($1, $2, 'bounced', $3, now())",
    [practiceId, address, letter],
  );
  return { id: letter };
}

type State = "confirmed" | "requested" | "over" | "owing" | "now";

function stateFor(name: string): State {
  if (name === "confirmation" || name === "refusal") return "requested";
  if (name === "attendance" || name === "absence") return "over";
  if (name === "join" || name === "admission") return "now";
  return name === "fee" ? "owing" : "confirmed";
}

/** A booking of a side's client, with a note, in a state. */
export async function aBooking(cast: Cast, side: Side, state: State): Promise<Named> {
  const { client, therapistId } = side;
  const sideName = side === cast.sides.own ? "own" : side === cast.sides.other ? "other" : "foreign";
  const isPast = state === "over" || state === "owing";
  const startsAt = freshStart(side, isPast ? -1 : 1);
  const at = (moment: number): Ctx => ({
    ...side.ctx,
    actor: { kind: "client", userId: client.userId },
    now: () => new Date(moment),
  });
  const typeSlug = side === cast.sides.foreign ? "session" : "hour";
  const booked = await granted(
    book(at(isPast ? startsAt - 3 * day : Date.now()), {
      therapistId,
      typeSlug,
      startsAt,
      name: client.name,
      email: client.email,
      zone: "UTC",
      note: `${canary.words[sideName]} about something`,
      adult: true,
    }),
  );
  const { id } = booked;
  let { sequence } = booked;
  if (state === "owing") {
    await granted(cancel(at(startsAt - hour), { bookingId: id, therapistId, by: "client" }));
    sequence += 1;
  }
  if (state === "requested")
    await cast.house.db
      .update(bookings)
      .set({ status: "requested", holdsUntil: new Date(Date.now() + day) })
      .where(eq(bookings.id, id));
  const named = { id, sequence, clientId: client.clientId, startsAt };
  return state === "now" ? { ...named, whereabouts: await atTheDoor(cast, side, named) } : named;
}

/** As if the session began now, and its client stood before it outside the licences. */
async function atTheDoor(cast: Cast, { ctx }: Side, { id, clientId }: { id: string; clientId: string }) {
  await cast.sql.query(
    `update appointments set starts_at = n.at, ends_at = n.end, occupies = false, blocked = tstzrange(n.at, n.end),
       ahead = tstzrange(n.at, n.end)
     from (select date_trunc('minute', now()) as at, date_trunc('minute', now()) + interval '50 minutes' as end) n
     where id = (select appointment_id from bookings where id = $1)`,
    [id],
  );
  const whereabouts = newId();
  await cast.sql.query(
    `insert into whereabouts (id, practice_id, client_id, booking_id, country, is_licensed, said_at)
     values ($1, $2, $3, $4, 'FR', false, now())`,
    [whereabouts, ctx.practiceId, clientId, id],
  );
  return whereabouts;
}

async function aTypeOf({ ctx, therapistId }: Side): Promise<Named> {
  const { sessionTypeId } = await offer(ctx, aType({ slug: `type-${newId()}` }), [therapistId]);
  return { id: sessionTypeId };
}

let added = 0;

async function aClient(cast: Cast, side: Side, name: string, kind: "see" | "change"): Promise<Named> {
  if (kind === "see" && !["beginning", "referral", "stage"].includes(name)) {
    const named = { id: side.client.clientId, person: await personOf(cast, side.client.clientId) };
    return name === "session" ? { ...named, booking: (await aBooking(cast, side, "confirmed")).id } : named;
  }
  added += 1;
  const person = {
    name: `${side.client.name} ${added}`,
    email: `${added}.${side.client.email}`,
  };
  const { ctx, therapistId } = side;
  const { userId } = await knowByAddress(ctx, person);
  const people = [{ ...person, userId, role: "self" as const }];
  const { clientId } = await addClient(ctx, { kind: "individual", name: person.name, people });
  await beginCare(ctx, clientId, therapistId);
  if (name === "stage") await moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy: "call" });
  if (["beginning", "waiting", "referral"].includes(name)) await aCallWith(cast, side, { userId, ...person });
  return { id: clientId, person: await personOf(cast, clientId), clientId };
}

async function aCallWith(
  cast: Cast,
  side: Side,
  client: { userId: string; name: string; email: string },
): Promise<void> {
  const startsAt = freshStart(side, -1);
  const then: Ctx = {
    ...side.ctx,
    actor: { kind: "client", userId: client.userId },
    now: () => new Date(startsAt - 3 * day),
  };
  const typeSlug = side === cast.sides.foreign ? "discovery" : "call";
  const wish = { therapistId: side.therapistId, typeSlug, startsAt, zone: "UTC", adult: true };
  const { id } = await granted(book(then, { ...wish, name: client.name, email: client.email }));
  await granted(markAttended({ ...side.ctx, actor: { kind: "system", job: "test" } }, id));
}

async function personOf(cast: Cast, clientId: string): Promise<string> {
  const [found] = await cast.house.db
    .select({ id: participants.id })
    .from(participants)
    .where(and(eq(participants.clientId, clientId), eq(participants.role, "self")));
  if (!found) throw new Error("A client without a self");
  return found.id;
}
