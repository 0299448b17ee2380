import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookings } from "#app/db/schema/bookings.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { accept, decline } from "#app/domain/bookings/answer-request.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { markUnmarked } from "#app/domain/bookings/mark-unmarked.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { jobs } from "#app/jobs.ts";
import type { Letter, World } from "#app/world.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBooking, granted, hour } from "./a-booking.ts";
import { aRequest } from "./a-request.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const as = (
  practice: TestPractice,
  roles: ("biller" | "scheduler" | "therapist" | "owner")[],
): MemberCtx => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, { roles }),
});

test("a request is accepted once, with a link of its own, and then there is no request any more", async () => {
  const { practice, ids, now } = await aRequest(house);
  const { bookingId } = ids;
  expect(await accept(as(practice, ["biller"]), { bookingId, sequence: 0 })).toEqual({
    ok: false,
    refusal: "not_here",
  });
  const answers = await Promise.all([
    accept(practice.own, { bookingId, sequence: 0 }),
    decline(practice.own, { bookingId, sequence: 0 }),
    accept(as(practice, ["scheduler"]), { bookingId, sequence: 0 }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await now()).booking.sequence).toBe(1);
  expect(await decline(practice.own, { bookingId, sequence: 1 })).toEqual({
    ok: false,
    refusal: "changed_meanwhile",
  });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a request that was declined gives its time back and says so kindly, in the practice's own words", async () => {
  const { practice, ctx, ids, wish, now } = await aRequest(house);
  const { bookingId } = ids;
  const message = "I am away that week, and would love to meet you after it.";
  await granted(decline(practice.own, { bookingId, sequence: 0, message }));
  expect((await now()).booking).toMatchObject({
    status: "cancelled",
    cancelledBy: "practice",
    isLate: false,
  });
  expect(await book(ctx, practice.wish(wish))).toMatchObject({ ok: true });

  const sent: Letter[] = [];
  const hand = async (letter: Letter) => {
    sent.push(letter);
    return { outcome: "sent" as const, id: "1" };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  const asJob: Ctx = { ...ctx, actor: { kind: "system", job: "mail_client_declined" } };
  await jobs.mail_client_declined(asJob, world, {
    practiceId: ctx.practiceId,
    subjectId: bookingId,
    sequence: 1,
  });
  expect(sent.map(({ to }) => to)).toEqual([wish.email]);
  for (const text of [sent[0]!.text, sent[0]!.html]) expect(text).toContain(message);
  expect(sent[0]!.subject).not.toContain("away");
  expect(await readWords(practice.own, { ...(await now()).booking }, "message")).toBe(message);
  expect(await findBroken(house.database.pool, { secrets: [message] })).toEqual([]);
});

test("a request that waited too long can be neither accepted nor declined", async () => {
  const { practice, ids } = await aRequest(house, 0);
  const { bookingId } = ids;
  expect(await accept(practice.own, { bookingId, sequence: 0 })).toEqual({ ok: false, refusal: "run_out" });
  expect(await decline(practice.own, { bookingId, sequence: 0 })).toEqual({ ok: false, refusal: "run_out" });
});

test("a fee is decided by whom it concerns, once; what was kept may still be waived, and coming after all ends it", async () => {
  const { practice, ids, until } = await aBooking(house);
  const { bookingId } = ids;
  const [owner, biller] = [as(practice, ["owner"]), as(practice, ["biller"])];
  const decide = (ctx: MemberCtx, decision: "kept" | "waived") => decideFee(ctx, { bookingId, decision });
  const terms = { price: 8500, lateFeePercent: 50 };
  await house.house.db.update(bookings).set(terms).where(eq(bookings.id, bookingId));
  expect(await decide(practice.own, "kept")).toEqual({ ok: false, refusal: "nothing_due" });
  until(1);
  await granted(cancel(practice.ctx, { ...ids, by: "client" }));
  for (const stranger of [
    as(practice, ["scheduler"]),
    as(practice, ["therapist"]),
    as(await aPractice(house.house), ["owner"]),
  ])
    expect(await decide(stranger, "kept")).toEqual({ ok: false, refusal: "not_here" });
  expect(await decide(biller, "kept")).toMatchObject({ ok: true });
  expect(await decide(owner, "kept")).toEqual({ ok: false, refusal: "decided_already" });
  expect(await decide(practice.own, "waived")).toMatchObject({ ok: true });
  expect(await decide(owner, "kept")).toEqual({ ok: false, refusal: "decided_already" });

  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const missed = await aBooking(house);
  await house.house.db.update(bookings).set(terms).where(eq(bookings.id, missed.booked.id));
  missed.until(0);
  await granted(markAbsent(missed.practice.own, missed.booked.id));
  const kept = { bookingId: missed.booked.id, decision: "kept" as const };
  await granted(decideFee(missed.practice.own, kept));
  await granted(markAttended(missed.practice.own, missed.booked.id));
  expect((await missed.now()).booking.feeDecision).toBeNull();
  expect(await decideFee(missed.practice.own, kept)).toEqual({ ok: false, refusal: "nothing_due" });
});

test("what nobody marked counts as attended fifty hours after its end, but not where the therapist wants to do it herself", async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const [one, herself] = [await aBooking(house), await aBooking(house)];
  await house.house.db
    .update(therapists)
    .set({ marksByItself: false })
    .where(eq(therapists.id, herself.practice.therapistId));
  house.clock.now = new Date(one.booked.endsAt + 50 * hour - 1);
  await markUnmarked(house.house);
  expect((await one.now()).booking.status).toBe("confirmed");
  house.clock.advance(1);
  await Promise.all([markUnmarked(house.house), markUnmarked(house.house)]);
  expect((await one.now()).booking.status).toBe("attended");
  expect((await herself.now()).booking.status).toBe("confirmed");
  const { rows } = await house.database.pool.query(
    "select actor from events where subject_id = $1 and name = 'booking.attended'",
    [one.booked.id],
  );
  expect(rows).toEqual([{ actor: "system:mark_unmarked" }]);
});

test("a mark is for those whose diary it is", async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const { practice, booked, until, now } = await aBooking(house);
  until(0);
  const refused = { ok: false, refusal: "not_markable" };
  const elsewhere = await aPractice(house.house);
  for (const ctx of [practice.ctx, as(practice, ["biller"]), as(practice, ["therapist"]), elsewhere.own]) {
    expect(await markAttended(ctx, booked.id)).toEqual(refused);
    expect(await markAbsent(ctx, booked.id)).toEqual(refused);
  }
  expect((await now()).booking.status).toBe("confirmed");
  expect(await markAttended(as(practice, ["scheduler"]), booked.id)).toMatchObject({ ok: true });
});
