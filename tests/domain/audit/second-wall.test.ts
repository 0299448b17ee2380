import { afterEach, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { readLines } from "#app/domain/bookings/lines.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { keepCareWords, openCareWords } from "#app/domain/clients/care-words.ts";
import { relationshipBetween } from "#app/domain/clients/queries.ts";
import type { Actor, Ctx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { aBooking } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { claims, strangers } from "./strangers.ts";

// Row-level security alone: everybody claims every role there is, and the application believes them. What Postgres itself
// knows of them is all that stands between them and the words.

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const byHand = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);

async function aDrawer() {
  const made = await aBooking(house, { note: "canary of the note" });
  const { booking } = await made.now();
  const { clientId } = booking;
  const { practice } = made;
  const relationshipId = await relationshipBetween(practice.ctx, clientId, practice.therapistId);
  const wordsId = await keepCareWords(
    practice.own,
    { clientId, relationshipId },
    "referral",
    "canary of the care",
  );
  await cancel(practice.ctx, { ...made.ids, by: "client", reason: "canary of the reason" });
  const read = async (actor: Actor) => {
    const ctx: Ctx = { ...practice.ctx, actor };
    return [
      await readWords(ctx, booking, "note"),
      await readWords(ctx, booking, "cancel_reason"),
      (await readLines(ctx, booking))[0] ?? null,
      (await openCareWords(ctx, { clientId, wordsId }))?.text ?? null,
    ].filter((text) => text !== null);
  };
  return { practice, booking, clientId, claims: (userId: string) => claims(practice, userId), read };
}

test("whoever claims everything reads nothing that Postgres does not know to be theirs", async () => {
  const drawer = await aDrawer();
  for (const [who, actor] of Object.entries(await strangers(drawer.practice)))
    expect(await drawer.read(actor), who).toEqual([]);
  expect(await drawer.read(drawer.practice.own.actor)).toHaveLength(3);
});

test("a clinical lead reads, and not any more once they have left", async () => {
  const drawer = await aDrawer();
  const lead = { email: "lea@selvage.test", name: "Lea", roles: ["supervisor" as const], clinicalLead: true };
  const { userId, memberId } = await takeOn(drawer.practice.ctx, lead);
  expect(await drawer.read(drawer.claims(userId))).toHaveLength(3);
  await byHand("update members set ended_at = now() where id = $1", [memberId]);
  expect(await drawer.read(drawer.claims(userId))).toEqual([]);
});

test.each(["booking_words", "care_words"])(
  "without the wall of %s the same look finds words",
  async (table) => {
    const drawer = await aDrawer();
    await byHand(`alter table ${table} disable row level security`);
    const all = Object.values(await strangers(drawer.practice));
    const leaked = await Promise.all(all.slice(0, 1).map((actor) => drawer.read(actor)));
    expect(leaked.flat().length).toBeGreaterThan(0);
  },
);

test("broken glass lets an owner read for its hour, that client alone, and write nothing", async () => {
  const drawer = await aDrawer();
  const { practice, clientId } = drawer;
  const { userId, memberId } = await takeOn(practice.ctx, {
    email: "o@selvage.test",
    name: "O",
    roles: ["owner"],
  });
  const breakIt = (until: string, client = clientId) =>
    byHand(
      `insert into broken_glass (id, practice_id, client_id, member_id, user_id, broken_at, until)
       values (gen_random_uuid(), $1, $2, $3, $4, now() - interval '30 minutes', now() + $5::interval)`,
      [practice.ctx.practiceId, client, memberId, userId, until],
    );
  await breakIt("10 minutes", (await practice.aClient()).clientId);
  await breakIt("-1 minutes");
  expect(await drawer.read(drawer.claims(userId))).toEqual([]);
  await breakIt("20 minutes");
  expect(await drawer.read(drawer.claims(userId))).toHaveLength(3);
  await byHand("update members set roles = '{manager}' where id = $1", [memberId]);
  expect(await drawer.read(drawer.claims(userId))).toEqual([]);
  await expect(
    byHand(
      `insert into broken_glass (id, practice_id, client_id, member_id, user_id, broken_at, until)
       values (gen_random_uuid(), $1, $2, $3, $4, now(), now() + interval '61 minutes')`,
      [practice.ctx.practiceId, clientId, memberId, userId],
    ),
  ).rejects.toThrow(/within_the_hour/);
});
