import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import type { House, MemberCtx } from "#app/domain/ctx.ts";
import { beginNote } from "#app/domain/notes/begin.ts";
import { exportRecord } from "#app/domain/notes/export.ts";
import { notesAbout } from "#app/domain/notes/queries.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { rotateKeys } from "#app/domain/operations/rotate-keys.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aDraft } from "./a-note.ts";

const [old, young] = ["k1", "k2"].map((id) => ({ id, key: randomBytes(32) })) as [Key, Key];
type Key = { id: string; key: Buffer };
const secrets: [Key] = [{ id: "s", key: randomBytes(32) }];
const vaultOf = (...encryption: [Key, ...Key[]]) => openVault({ encryption, secrets });

let house: TestHouse;
let before: House;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  before = { ...house.house, vault: vaultOf(old) };
  practice = await aPractice(before);
});
afterAll(() => house.close());

const under = (...ring: [Key, ...Key[]]): MemberCtx => ({ ...practice.own, vault: vaultOf(...ring) });
const own = () => under(young, old);

test("the ring is turned while a note is written, by processes of before and after: no saved word is lost", async () => {
  const { clientId } = await practice.aClient();
  const { id } = await aDraft(under(old), clientId, "saved before");
  const said: string[] = [];
  const write = async () => {
    for (let n = 0; n < 40; n += 1) {
      // Some processes were started anew with the young key first; the others know it, and wrap with the old one.
      const ctx = n % 2 === 0 ? under(old, young) : under(young, old);
      const { version } = (await draftAsItStands(ctx, id))!.note;
      said.push(`word ${n}`);
      await granted(saveDraft(ctx, { id, version, typed: { note: said.join(" ") } }).then((saved) => saved!));
    }
  };
  const turn = async () => {
    for (let times = 0; times < 5; times += 1) await rotateKeys({ ...before, vault: vaultOf(young, old) });
  };
  await Promise.all([write(), turn()]);
  await turn();
  const alone = under(young);
  const { version } = (await draftAsItStands(alone, id))!.note;
  await granted(signNote(alone, { id, version }).then((signed) => signed!));
  const read = await readNote(alone, id);
  expect(read?.sections.map(({ text }) => text)).toEqual([said.join(" ")]);
  expect(read?.isWhole).toBe(true);
});

test("a group's process note is its author's: about an appointment and no client, in nobody's record, read by no colleague", async () => {
  const { clientId } = await practice.aClient();
  const { id: bookingId } = await granted(
    book(
      { ...practice.ctx, vault: own().vault },
      practice.wish({ startsAt: Date.parse("2027-02-05T09:00:00Z") }),
    ),
  );
  const appointmentOf = "(select appointment_id from bookings where id = $1)";
  const begin = async (kind: "process" | "progress", of: string | null) =>
    beginNote(own(), { kind, template: "free", clientId: of, appointmentId });
  const { rows } = await house.database.pool.query<{ id: string }>(
    `select id from appointments where id = ${appointmentOf}`,
    [bookingId],
  );
  const appointmentId = rows[0]!.id;
  expect(await begin("process", null), "one person is no group").toBeNull();
  await house.database.pool.query("update appointments set capacity = 8 where id = $1", [appointmentId]);
  expect(await begin("process", clientId)).toBeNull();
  expect(await begin("progress", null)).toBeNull();
  const id = (await begin("process", null))!;
  const { version } = (await draftAsItStands(own(), id))!.note;
  const saved = await saveDraft(own(), { id, version, typed: { note: "The room was slow to warm." } });
  if (!saved?.ok) throw new Error(`Not saved: ${saved?.refusal}`);
  expect(await signNote(own(), { id, version: saved.value.version })).toMatchObject({ ok: true });
  expect((await readNote(own(), id))?.sections[0]?.text).toBe("The room was slow to warm.");
  const others = await colleagues(practice);
  for (const ctx of [others.other, others.manager, others.scheduler, others.biller])
    expect(await readNote(ctx, id)).toBeNull();
  expect((await notesAbout(own(), clientId)).map((note) => note.id)).not.toContain(id);
  expect(JSON.stringify(await exportRecord(own(), { clientId, as: "json" }))).not.toContain("slow to warm");
});
