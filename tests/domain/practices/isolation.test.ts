import { afterAll, beforeAll, expect, test } from "vitest";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { findBooking, hasOpenCall } from "#app/domain/bookings/queries.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { keyOf, relationshipsOfUser } from "#app/domain/clients/queries.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let here: TestPractice;
let there: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  [here, there] = [await aPractice(house.house), await aPractice(house.house)];
  for (const practice of [here, there]) await granted(book(practice.ctx, practice.wish({ note: "private" })));
});
afterAll(() => house.close());

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

/** Tables whose rows belong to whole people or to the deployment, or that point at nothing. */
const apart = new Set([
  "practices",
  "users",
  "rate_limits",
  "asked_before",
  "migrations",
  // How a person signs in is theirs, in whichever practice they then stand.
  "network_staff",
  "sign_in_links",
  "sessions",
  "totp_secrets",
  "recovery_codes",
  "passkeys",
  "passkey_challenges",
  "email_changes",
  // Before there is a practice there is only the deployment, and whoever has its code.
  "setups",
  "setup_codes",
  // What the mail carrier says of its own letters, before it is known whose letter that was.
  "mail_events",
  // The chain over the whole log, and the keys of the whole deployment.
  "seals",
  "unsealed_events",
  "rotations",
]);

test("every table says whose practice a row is, and no row can point at another practice's", async () => {
  const links = await rows(`
    select c.conrelid::regclass::text as "from", c.confrelid::regclass::text as "to", c.conname as name,
      array(select attname::text from pg_attribute where attrelid = c.conrelid and attnum = any(c.conkey)) as columns
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`);
  const tables = await rows(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'practice_id'",
  );
  const all = await rows(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const owned = new Set(tables.map(({ name }) => name));
  expect(all.map(({ name }) => name).filter((name) => !owned.has(name) && !apart.has(name))).toEqual([]);

  const crossing = links.filter(
    ({ to, columns }) => owned.has(to) && !apart.has(to) && !columns.includes("practice_id"),
  );
  // A policy version is named by id alone; whose it is, the consent's own practice says.
  expect(crossing.map(({ name }) => name)).toEqual(["consents_policy_version_id_policy_versions_id_fk"]);
});

test("a row that is moved to another practice is refused by every table that stands on another", async () => {
  const links = await rows(`
    select distinct c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and array_length(c.conkey, 1) = 2`);
  const tried: string[] = [];
  for (const { name } of links) {
    const [row] = await rows(`select count(*)::int as n from ${name} where practice_id = $1`, [
      here.ctx.practiceId,
    ]);
    if (row.n === 0) continue;
    tried.push(name);
    const carried = rows(`update ${name} set practice_id = $1 where practice_id = $2`, [
      there.ctx.practiceId,
      here.ctx.practiceId,
    ]);
    await expect(carried, name).rejects.toThrow(/violates foreign key|duplicate key/);
  }
  expect(tried).toEqual(
    expect.arrayContaining([
      "appointments",
      "bookings",
      "participants",
      "manage_links",
      "offers",
      "therapists",
      "weekly_hours",
    ]),
  );
});

test("what is another practice's is not there for anybody who asks from here", async () => {
  const [theirs] = await rows("select * from bookings where practice_id = $1", [there.ctx.practiceId]);
  const ids = { bookingId: theirs.id, therapistId: there.therapistId };
  const span = { from: Date.parse("2027-02-04T00:00:00Z"), to: Date.parse("2027-02-05T00:00:00Z") };

  expect(await findBooking(here.ctx, theirs.id)).toBeNull();
  expect(await cancel(here.ctx, { ...ids, by: "practice" })).toMatchObject({ ok: false });
  expect(await move(here.ctx, { ...ids, sequence: 0, startsAt: span.from })).toMatchObject({ ok: false });
  expect(await book(here.ctx, { ...there.wish({}), therapistId: there.therapistId })).toEqual({
    ok: false,
    refusal: "not_offered",
  });
  expect(
    await openingsBetween(here.ctx, {
      therapistId: there.therapistId,
      typeSlug: "discovery",
      visitorZone: "UTC",
      ...span,
    }),
  ).toBeNull();
  expect(await hasOpenCall(here.ctx, theirs.client_id, there.therapistId)).toBe(false);
  expect(
    await moveOn(here.ctx, {
      clientId: theirs.client_id,
      therapistId: there.therapistId,
      to: "intake",
      discoveryBy: "call",
    }),
  ).toEqual({ ok: false, refusal: "not_now" });
  await expect(keyOf(here.ctx, theirs.client_id)).rejects.toThrow();
  const client = await there.aClient();
  const { userId } = client.ctx.actor as { userId: string };
  expect(await relationshipsOfUser(here.ctx, userId)).toEqual([]);
  expect(await relationshipsOfUser(there.ctx, userId)).toHaveLength(1);
});
