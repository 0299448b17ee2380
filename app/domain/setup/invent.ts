import { record } from "#app/domain/audit/record.ts";
import { availabilityOf } from "#app/domain/availability/find-openings.ts";
import { openings } from "#app/domain/availability/openings.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { inventedWithin } from "#app/domain/clients/wipe.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { addDays, DAY, dayOf, MINUTE, startOfDay } from "#app/values/zoned.ts";
import { cast, type Invented } from "./cast.ts";

export type InventRefusal = "not_theirs" | "already_there";

/**
 * Invent clients to practise with: people across all stages, with sessions behind and before them at times that are open
 * in this therapist's hours, lived through the house's own verbs. None has an address and the post stays in its drawer,
 * so nobody is written to. Refuses: not_theirs, already_there.
 */
export function inventClients(
  ctx: MemberCtx,
  therapistId: string,
): Promise<Result<{ clients: number }, InventRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    // Held, so that two presses do not invent everybody twice.
    const therapist = await therapistWithin(ctx, "care.decide", therapistId, { locked: true });
    if (!therapist) return refused("not_theirs");
    if ((await inventedWithin(ctx)).length > 0) return refused("already_there");
    const offered = await offeredBy(ctx, therapistId);
    const stage: Stage = {
      ctx: { ...ctx, enqueue: async () => {} },
      therapistId,
      zone: therapist.zone,
      now: ctx.now().getTime(),
      call: offered.find(({ kind }) => kind === "discovery"),
      session: offered.find(({ kind }) => kind === "individual"),
    };
    for (const [index, person] of cast.entries()) await live(stage, person, index);
    await record(ctx, "clients.invented", { id: therapistId }, { count: cast.length });
    return done({ clients: cast.length });
  });
}

type Stage = {
  ctx: MemberCtx;
  therapistId: string;
  zone: string;
  now: number;
  call: SessionType | undefined;
  session: SessionType | undefined;
};

/** The clock as it stood then: verbs believe the moment they are told. */
function at({ ctx }: Stage, moment: number): MemberCtx {
  return { ...ctx, now: () => new Date(moment) };
}

async function live(stage: Stage, { kind, name, people, ...life }: Invented, index: number): Promise<void> {
  const { therapistId } = stage;
  const first = Math.min(stage.now, stage.now + (life.call - 3) * DAY);
  const then = at(stage, first);
  const roles = ["self", "partner"] as const;
  const { clientId } = await addClient(then, {
    kind,
    name,
    people: people.map((name, place) => ({ name, role: roles[place] ?? "partner" })),
    isInvented: true,
  });
  await beginCare(then, clientId, therapistId);
  await meet(stage, { clientId, type: stage.call, day: life.call, nth: index });
  if (life.stage === "discovery") return;

  const begun = at(stage, stage.now + (life.call + 1) * DAY);
  await moveOn(begun, {
    clientId,
    therapistId,
    to: "intake",
    discoveryBy: stage.call ? "call" : "therapist",
  });
  const past = life.sessions.filter((day) => day < 0);
  for (const [nth, day] of life.sessions.entries()) {
    const isOpen = life.leavesUnmarked === true && day === past.at(-1);
    await meet(stage, { clientId, type: stage.session, day, nth: index + nth, isOpen });
    if (nth === 0 && day < 0)
      await moveOn(at(stage, stage.now + (day + 1) * DAY), { clientId, therapistId, to: "ongoing" });
  }
  if (life.stage === "ended")
    await moveOn(at(stage, stage.now + ((past.at(-1) ?? -1) + 1) * DAY), {
      clientId,
      therapistId,
      to: "ended",
    });
}

type Meeting = {
  clientId: string;
  type: SessionType | undefined;
  day: number;
  /** Which of the open times it is, so that not everybody comes at nine. */
  nth: number;
  isOpen?: boolean;
};

/** A time of its type, on that day or the next with one; where there is none within a week, they do not meet. */
async function meet(stage: Stage, { clientId, type, day, nth, isOpen = false }: Meeting): Promise<void> {
  if (!type) return;
  const { therapistId, zone, now } = stage;
  const booked = day < 0 ? now + (day - 3) * DAY : now;
  const startsAt = await openTime(stage, { type, day, nth, booked });
  if (startsAt === null) return;
  const ctx = at(stage, Math.min(booked, startsAt - MINUTE));
  const wish = { therapistId, clientId, typeSlug: type.slug, startsAt, knowingly: true };
  const made = await bookFor(ctx, wish);
  if (!made.ok || isOpen) return;
  const endsAt = startsAt + type.minutes * MINUTE;
  if (endsAt < startOfDay(zone, dayOf(zone, now)))
    await markAttended(at(stage, endsAt + MINUTE), made.value.id);
}

type Wanted = { type: SessionType; day: number; nth: number; booked: number };

async function openTime(stage: Stage, { type, day, nth, booked }: Wanted): Promise<number | null> {
  const { ctx, therapistId, zone, now } = stage;
  const date = addDays(dayOf(zone, now), day);
  const from = startOfDay(zone, date);
  // What was to be over is: a past time reaches no further than yesterday.
  const last = day < 0 ? Math.min(from + 7 * DAY, startOfDay(zone, dayOf(zone, now))) : from + 7 * DAY;
  const open = await readDiary(ctx, {
    therapistId,
    typeSlug: type.slug,
    from,
    to: last,
    behindTheDoor: true,
  });
  if (!open) return null;
  const found = openings(availabilityOf(open, booked), { from, to: last, visitorZone: zone });
  const [first] = found;
  const sameDay = found.filter((opening) => opening.day === first?.day);
  return sameDay[(nth * 3) % Math.max(sameDay.length, 1)]?.startsAt ?? null;
}
