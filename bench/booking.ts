import { and, eq, gt, lt, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { MINUTE, wallTime } from "#app/values/zoned.ts";
import { type Crowd, gatherCrowd } from "./crowd.ts";
import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { inTurn, rateOf } from "./rounds.ts";
import type { Row } from "./table.ts";
import { ask, ownAddress } from "./visitor.ts";

const lanes = 10;

/** A stranger's whole request for a free call, each from a network of their own, against its bare transaction. */
export async function benchBooking(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  const { url, child } = await house.serve();
  try {
    const crowd = await gatherCrowd(inside);
    const half = Math.floor(crowd.starts.length / 2);
    const whole = wishes({ ...crowd, starts: crowd.starts.slice(0, half) });
    const bare = wishes({ ...crowd, starts: crowd.starts.slice(half) });
    const once = await bareBooking(inside);
    const found = await inTurn(
      () => rateOf(() => bookOverHttp(url, whole()), lanes, 1_500),
      () => rateOf(() => once(bare()), lanes, 1_500),
    );
    return [{ what: "booking a free call", ...found, unit: "bookings/s", goal: { atLeast: 0.4 } }];
  } finally {
    await child.stop();
    await inside.close();
  }
}

type Wish = { n: number; therapist: { id: string; slug: string }; startsAt: number };

/** One wish after the other that nobody else has: neighbours in time go to different therapists. */
function wishes({ therapists, starts }: Crowd): () => Wish {
  let n = -1;
  return function next() {
    n += 1;
    const therapist = therapists[n % therapists.length];
    const startsAt = starts[Math.floor(n / therapists.length)];
    if (!therapist || startsAt === undefined) throw new Error("Every time of the crowd is taken");
    return { n, therapist, startsAt };
  };
}

/** What a browser sends from the details page. Throws unless the answer leads to the booking. */
async function bookOverHttp(url: URL, { n, therapist, startsAt }: Wish): Promise<void> {
  const at = new Date(startsAt).toISOString();
  const page = new URL(`/book/${therapist.slug}/details?type=discovery&tz=Europe/Lisbon&at=${at}`, url);
  const form = { key: newId(), at, name: "Ines Duarte", email: `ines-${n}@bench.test`, adult: "yes" };
  const { status, body } = await ask(page, { method: "POST", form, from: ownAddress(n) });
  if (status !== 303 && status !== 302)
    throw new Error(`A booking was answered ${status}: ${body.slice(0, 200)}`);
}

/** Lock, look, take, book, enqueue, commit: what no booking can do without, written as the house writes it. */
async function bareBooking({ ctx, maren, database: { db } }: Inside): Promise<(wish: Wish) => Promise<void>> {
  const { practiceId } = ctx;
  const [client] = await db
    .insert(clients)
    .values({ practiceId, kind: "individual", name: "Bench" })
    .returning({ id: clients.id });
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from session_types where practice_id = ${practiceId} and slug = 'discovery'`,
  );
  const sessionTypeId = rows[0]?.id ?? "";
  const clientId = client?.id ?? "";

  return ({ therapist: { id: therapistId }, startsAt: start }) =>
    inTransaction(ctx, async ({ db, ...ctx }) => {
      const at = ctx.now();
      const startsAt = new Date(start);
      const endsAt = new Date(start + 20 * MINUTE);
      await db
        .select({ id: therapists.id })
        .from(therapists)
        .where(eq(therapists.id, therapistId))
        .for("no key update");
      const taken = await db
        .select({ id: appointments.id })
        .from(appointments)
        .where(
          and(
            eq(appointments.therapistId, therapistId),
            eq(appointments.occupies, true),
            lt(appointments.startsAt, endsAt),
            gt(appointments.endsAt, startsAt),
          ),
        );
      if (taken.length > 0) throw new Error("The bench took a time twice");
      const appointmentId = newId();
      const id = newId();
      await db
        .insert(appointments)
        .values({
          id: appointmentId,
          practiceId,
          therapistId,
          sessionTypeId,
          startsAt,
          endsAt,
          blocked: { from: startsAt, until: new Date(start + 30 * MINUTE) },
          ahead: { from: new Date(start - 5 * MINUTE), until: endsAt },
          bufferBefore: 5,
          bufferAfter: 10,
          occupies: true,
          place: "online",
          localStart: wallTime(start, maren.zone),
          zone: maren.zone,
          createdAt: at,
        })
        .onConflictDoNothing()
        .returning({ id: appointments.id });
      await db.insert(bookings).values({
        id,
        practiceId,
        appointmentId,
        therapistId,
        clientId,
        status: "confirmed",
        guestName: "Bench",
        guestEmail: "bench@bench.test",
        guestZone: maren.zone,
        price: 0,
        currency: "EUR",
        termsWindow: 120,
        lateFeePercent: 0,
        refundPercent: 100,
        bookedAt: at,
        changedAt: at,
      });
      await ctx.enqueue(db, "letters", [{ job: "bench", practiceId, subjectId: id, sequence: 0 }]);
    });
}
