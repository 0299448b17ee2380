import { series } from "#app/db/schema/series.ts";
import { record } from "#app/domain/audit/record.ts";
import { whoWouldCome } from "#app/domain/bookings/asking.ts";
import { book, type Wish } from "#app/domain/bookings/book.ts";
import { type BookForRefusal, bookFor } from "#app/domain/bookings/book-for.ts";
import { type Refusal, undoMinutes } from "#app/domain/bookings/rules.ts";
import { lockTherapist, releaseStaleHolds } from "#app/domain/bookings/take.ts";
import { clientInReach } from "#app/domain/clients/choices.ts";
import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import { type ClientCtx, type Ctx, inTransaction, isClient, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Ahead, lookAhead, type Wished } from "./look-ahead.ts";
import type { Planned } from "./plan.ts";
import { findSeries } from "./queries.ts";
import { fewestDates, seenAs } from "./rules.ts";

/** What was seen before somebody said yes (`seenAs`), and a key that makes it one series however often it is sent. */
export type Confirmed = Wished & { key: string; seen: string };

type Own = Pick<Wish, "clientId" | "name" | "email" | "phone" | "zone" | "note" | "region">;

export type NotMade =
  /** Something is not as it was seen: nothing is made, and the page says what changed. */
  | "changed_meanwhile"
  | "too_few_dates"
  /** Each session of this type is asked for by itself. */
  | "asks_each_time"
  | "key_reused";

export type MakeRefusal = Refusal | CodeRefusal | "not_offered" | NotMade;
export type MakeForRefusal = Exclude<BookForRefusal, "slot_taken" | "against_your_rules"> | NotMade;

/**
 * Make a series for a client who is signed in: every date that was chosen, or nothing at all. Each is a booking of its
 * own, made as `book` makes them, so gate, notice, horizon and caps hold. Refuses as `book`, or with `NotMade`.
 */
export function makeSeries(
  ctx: ClientCtx,
  wish: Confirmed & Own,
): Promise<Result<{ id: string }, MakeRefusal>> {
  const { therapistId, typeSlug, clientId } = wish;
  return allOrNothing<MakeRefusal, ClientCtx>(ctx, wish, async (ctx, ahead) => {
    const { type } = ahead.open;
    if (type.needsApproval) return refused("asks_each_time");
    const asking = await whoWouldCome(ctx, { therapistId, clientId, kind: type.kind });
    if (!asking?.client) return refused("needs_discovery");
    await begin(ctx, wish, ahead, asking.client.clientId);
    for (const [nth, { date, startsAt }] of chosen(ahead.dates).entries()) {
      const { note, ...own } = wish;
      const ofSeries = { id: wish.key, date };
      const one = { ...bookingOf(own), startsAt, adult: true, ofSeries, note: nth === 0 ? note : undefined };
      const booked = await book(ctx, { ...one, therapistId, typeSlug });
      if (!booked.ok) return refused(aboutTime.has(booked.refusal) ? "changed_meanwhile" : booked.refusal);
    }
    return done({ id: wish.key });
  });
}

/**
 * Make a series for one of the practice's clients: every date that was chosen, or nothing at all; over the therapist's
 * own rules where a date was kept knowing them, never over another appointment, never past the gate. Refuses as `bookFor`,
 * or with `NotMade`.
 */
export async function makeSeriesFor(
  ctx: MemberCtx,
  wish: Confirmed & { clientId: string },
): Promise<Result<{ id: string }, MakeForRefusal>> {
  const { therapistId, typeSlug, clientId } = wish;
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapistId] };
  if (!may(ctx.actor, "diary.change", subject)) return refused("not_here");
  if (!(await clientInReach(ctx, "diary.change", clientId))) return refused("not_here");
  return allOrNothing<MakeForRefusal, MemberCtx>(ctx, wish, async (ctx, ahead) => {
    await begin(ctx, wish, ahead, clientId);
    for (const { date, startsAt, knowingly } of chosen(ahead.dates)) {
      const ofSeries = { id: wish.key, date };
      const booked = await bookFor(ctx, { therapistId, clientId, typeSlug, startsAt, knowingly, ofSeries });
      if (booked.ok) continue;
      const { refusal } = booked;
      const isTime = refusal === "slot_taken" || refusal === "against_your_rules";
      return refused(isTime ? "changed_meanwhile" : refusal);
    }
    return done({ id: wish.key });
  });
}

/** What `book` says of a time that stood open a moment before: somebody's rules or somebody's booking came between. */
const aboutTime = new Set<string>(["too_soon", "too_far", "over_limit", "slot_taken"]);

function bookingOf({ clientId, name, email, phone, zone, region }: Own) {
  return { clientId, name, email, phone, zone, region };
}

function chosen(dates: readonly Planned[]) {
  return dates.flatMap(({ date, at, choice, conflicts }) =>
    at === null ? [] : [{ date, startsAt: at, knowingly: choice === "keep" && conflicts.length > 0 }],
  );
}

/** Thrown to take back what was written so far; never leaves this file. */
class TakenBack extends Error {
  readonly refusal: string;
  constructor(refusal: string) {
    super(refusal);
    this.refusal = refusal;
  }
}

/**
 * Look at every date again under the therapist's lock and, when all is as it was seen, make the series in this one
 * transaction. The same key a second time is answered with the series it made.
 */
async function allOrNothing<R extends string, C extends ClientCtx | MemberCtx>(
  ctx: C,
  wish: Confirmed,
  write: (ctx: C, ahead: Ahead) => Promise<Result<{ id: string }, R>>,
): Promise<Result<{ id: string }, R | NotMade | "not_offered">> {
  const work = async (ctx: C) => {
    await lockTherapist(ctx, wish.therapistId);
    const before = await findSeries(ctx, wish.key);
    if (before)
      return before.therapistId === wish.therapistId
        ? done({ id: wish.key })
        : refused("key_reused" as const);
    await releaseStaleHolds(ctx, wish.therapistId);
    const ahead = await lookAhead(ctx, wish, { isStrict: isClient(ctx) });
    if (!ahead) return refused("not_offered" as const);
    const isSame = seenAs(ahead.dates) === wish.seen && ahead.dates.every(({ isGood }) => isGood);
    if (!isSame) return refused("changed_meanwhile" as const);
    if (chosen(ahead.dates).length < fewestDates) return refused("too_few_dates" as const);
    const made = await write(ctx, ahead);
    if (!made.ok) throw new TakenBack(made.refusal);
    return made;
  };
  try {
    return await inTransaction(ctx, work);
  } catch (error) {
    if (error instanceof TakenBack && !ctx.isInside) return refused(error.refusal as R);
    throw error;
  }
}

/** Write what the dates have in common, and what will be told of them together. */
async function begin(ctx: Ctx, wish: Confirmed, { open, rhythm }: Ahead, clientId: string): Promise<void> {
  await ctx.db.insert(series).values({
    id: wish.key,
    practiceId: ctx.practiceId,
    therapistId: wish.therapistId,
    clientId,
    sessionTypeId: open.type.id,
    everyWeeks: rhythm.everyWeeks,
    startsOn: rhythm.startsOn,
    localTime: rhythm.time,
    zone: rhythm.zone,
    createdAt: ctx.now(),
  });
  // As with one booking: a client who is signed in may still take it back, and is written to after that.
  const later = isClient(ctx) ? { mail_client_series_made: undoMinutes * 60 } : {};
  await record(ctx, "series.made", { id: wish.key, sequence: 0 }, {}, later);
}
