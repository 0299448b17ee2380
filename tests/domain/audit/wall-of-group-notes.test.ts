import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { type Actor, type Ctx, inTransaction, type MemberCtx, moving, privately } from "#app/domain/ctx.ts";
import { amend } from "#app/domain/notes/amend.ts";
import { beginNote } from "#app/domain/notes/begin.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aFullDrawer } from "./a-full-drawer.ts";
import { strangers } from "./strangers.ts";

// A group's process note is about an appointment and nobody's record, so no drawer stands around it: Postgres alone keeps
// it to its author, whatever drawer is open and whatever somebody claims to be.

let house: TestHouse;
let drawer: Awaited<ReturnType<typeof aFullDrawer>>;
let outside: Record<string, Actor>;
beforeAll(async () => {
  house = await aHouse();
  drawer = await aFullDrawer(house);
  outside = await strangers(drawer.practice);
  await aProcessNote();
}, 60_000);
afterAll(() => house.close());

const byHand = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);

/** A group’s note, signed and added to. */
async function aProcessNote(): Promise<void> {
  const { practice, hands } = drawer;
  const own = { ...practice.own, actor: hands.therapist } as MemberCtx;
  const startsAt = Date.parse("2027-02-05T09:00:00Z");
  const { id } = await granted(book(practice.ctx, practice.wish({ startsAt })));
  const { rows } = await byHand(
    `update appointments set capacity = 8 where id = (select appointment_id from bookings where id = $1) returning id`,
    [id],
  );
  const about = { kind: "process", template: "free", clientId: null, appointmentId: rows[0].id } as const;
  const noteId = (await beginNote(own, about))!;
  const { version } = (await draftAsItStands(own, noteId))!.note;
  const saved = await saveDraft(own, { id: noteId, version, typed: { note: "The room was slow to warm." } });
  if (!saved?.ok) throw new Error("Not saved");
  await granted(signNote(own, { id: noteId, version: saved.value.version }).then((signed) => signed!));
  await amend(own, { id: noteId, text: "And then it did." });
}

const tables = {
  note_words: "kind = 'process'",
  note_amendments: "note_kind = 'process'",
};

class Undone extends Error {}

/** How many of a group's rows a statement reaches by a hand, in a drawer or in none, and undo it; `null` is the mover's hand. */
async function reached(actor: Actor | null, clientId: string | null, statement: string): Promise<number> {
  const ctx: Ctx = { ...drawer.practice.ctx, ...(actor && { actor }) };
  let count = 0;
  const andUndo = async (ctx: Ctx) => {
    count = (await ctx.db.execute(sql.raw(statement))).rowCount ?? 0;
    throw new Undone();
  };
  await inTransaction(ctx, (ctx) =>
    actor ? privately(ctx, clientId, andUndo) : moving(ctx, drawer.clientId, andUndo),
  ).catch((error: unknown) => {
    if (error instanceof Undone) return;
    if (!/what was signed stays/.test(String((error as Error).cause))) throw error;
    count = Number.NaN; // It reached a row, and only what guards signed words held it back.
  });
  return count;
}

/** Everybody but the author who reaches one of them, in words. */
async function leaks(): Promise<string[]> {
  const { therapist: _, ...colleagues } = drawer.hands;
  const everybody = Object.entries<Actor | null>({ ...outside, ...colleagues, "the mover": null });
  const found: string[] = [];
  for (const [who, actor] of everybody)
    for (const clientId of actor ? [null, drawer.clientId] : [drawer.clientId])
      for (const [table, which] of Object.entries(tables))
        for (const statement of [
          `select from ${table} where ${which}`,
          `update ${table} set practice_id = practice_id where ${which}`,
          `delete from ${table} where ${which}`,
        ])
          if ((await reached(actor, clientId, statement)) !== 0) found.push(`${who}: ${statement}`);
  return found;
}

test("its author reads it with any drawer open or none, and nobody else reads, changes or empties it", async () => {
  for (const clientId of [null, drawer.clientId])
    for (const [table, which] of Object.entries(tables))
      expect(await reached(drawer.hands.therapist!, clientId, `select from ${table} where ${which}`)).toBe(1);
  expect(await leaks()).toEqual([]);
});

test("were it like any other note, a supervisor and a lead would read it, and that is seen", async () => {
  for (const [table, kind] of [
    ["note_words", "kind"],
    ["note_amendments", "note_kind"],
  ]) {
    const name = `${table}_of_carers`;
    const { rows } = await byHand("select qual from pg_policies where policyname = $1", [name]);
    const [{ qual }] = rows;
    const open = qual.replaceAll(/'process'/g, "'nothing'");
    expect(open).not.toBe(qual);
    await byHand(`alter policy ${name} on ${table} using (${open})`);
    const found = (await leaks()).filter((leak) => leak.includes(`select from ${table} where ${kind}`));
    await byHand(`alter policy ${name} on ${table} using (${qual})`);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^supervisor: /),
        expect.stringMatching(/^clinical lead: /),
      ]),
    );
  }
  expect(await leaks()).toEqual([]);
}, 60_000);
