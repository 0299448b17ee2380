import { afterAll, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { jobs } from "#app/jobs.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { aBooking, granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

type Sent = { key: string; letter: Letter };

/** A world that takes every letter and answers as told. */
function aWorld(answer: "sent" | "perhaps" = "sent") {
  const sent: Sent[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key, letter });
    return answer === "sent" ? { outcome: answer, id: key } : { outcome: answer, why: "lost" };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  return { world, sent };
}

const subjectOf = (ctx: { practiceId: string }, subjectId: string, sequence: number) => ({
  practiceId: ctx.practiceId,
  subjectId,
  sequence,
});

test("the same rows make the same letter, to the byte, under the same key, whenever it is tried", async () => {
  const { ctx, booked } = await aBooking(house, { note: "word" });
  for (const job of ["mail_client_confirmed", "mail_therapist_booked"] as const) {
    const { world, sent } = aWorld("perhaps");
    const again = () => perform(house.house, world, { job, ...subjectOf(ctx, booked.id, 0) });
    await expect(again()).rejects.toThrow();
    house.clock.advance(7 * 3_600_000);
    await expect(again()).rejects.toThrow();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]!.key).toMatch(new RegExp(`^(client|therapist):(confirmed|booked):${booked.id}:0$`));
    expect(sent[0]!.letter.attachments).toHaveLength(1);
  }
});

test("the client's letter carries the link that opens the booking; no subject and nothing for the therapist does", async () => {
  const { ctx, booked, wish } = await aBooking(house, { note: "canary of the note" });
  const { world, sent } = aWorld();
  for (const job of ["mail_client_confirmed", "mail_therapist_booked"] as const)
    await jobs[job](ctx, world, subjectOf(ctx, booked.id, 0));
  const [client, therapist] = sent;
  expect(client!.letter.to).toBe(wish.email);
  expect(client!.letter.text).toContain(`/book/manage/${booked.token}`);
  expect(client!.letter.html).toContain(`/book/manage/${booked.token}`);
  expect(JSON.stringify(therapist)).not.toContain(booked.token);
  expect(JSON.stringify(sent)).not.toContain("canary of the note");
});

test("each change is told once, in the letter of its own sequence, and what moved on is told no more", async () => {
  const { ctx, booked, ids } = await aBooking(house);
  await granted(move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + 3_600_000 }));
  await granted(cancel(ctx, { ...ids, by: "practice" }));
  const { world, sent } = aWorld();
  const mine = (await house.waiting()).filter(({ subjectId }) => subjectId === booked.id);
  expect(mine).toHaveLength(20);
  for (const work of mine)
    for (let twice = 0; twice < 2; twice += 1)
      await perform(house.house, world, { ...work, practiceId: ctx.practiceId });

  expect(sent.map(({ key }) => key).sort()).toEqual([
    `client:cancelled:${booked.id}:2`,
    `therapist:cancelled:${booked.id}:2`,
  ]);
  const { rows } = await house.database.pool.query(
    "select side, kind, sequence from notifications where subject_id = $1 order by sequence, side",
    [booked.id],
  );
  expect(rows).toEqual([
    { side: "practice", kind: "booking.confirmed", sequence: 0 },
    { side: "practice", kind: "booking.moved", sequence: 1 },
    { side: "practice", kind: "booking.cancelled", sequence: 2 },
  ]);
});

test("calendar entries of one booking share a UID and their SEQUENCE rises", async () => {
  const { ctx, booked, ids } = await aBooking(house);
  const { world, sent } = aWorld();
  await jobs.mail_client_confirmed(ctx, world, subjectOf(ctx, booked.id, 0));
  await granted(move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + 3_600_000 }));
  await jobs.mail_client_moved(ctx, world, subjectOf(ctx, booked.id, 1));
  await granted(cancel(ctx, { ...ids, by: "client" }));
  await jobs.mail_client_cancelled(ctx, world, subjectOf(ctx, booked.id, 2));
  const files = sent.map(({ letter }) => letter.attachments[0]!.content);
  const lines = (name: string) =>
    files.map((file) => new RegExp(`^${name}:(.*)\\r?$`, "m").exec(file)?.[1]?.trim());
  expect(new Set(lines("UID")).size).toBe(1);
  expect(lines("SEQUENCE")).toEqual(["0", "1", "2"]);
  expect(lines("METHOD")).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
});

test("letters leave no private word and no link in any table", async () => {
  const { ctx, booked } = await aBooking(house, { note: "canary-of-the-note" });
  const { world } = aWorld();
  await jobs.mail_client_confirmed(ctx, world, subjectOf(ctx, booked.id, 0));
  expect(await findBroken(house.database.pool, { secrets: ["canary-of-the-note"] })).toEqual([]);
});
