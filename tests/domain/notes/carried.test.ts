import { afterAll, beforeAll, expect, test } from "vitest";
import * as clientsRehome from "#app/domain/clients/rehome.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { amend } from "#app/domain/notes/amend.ts";
import { forget } from "#app/domain/notes/forget.ts";
import { setGoal } from "#app/domain/notes/goals.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { rehome } from "#app/domain/notes/rehome.ts";
import { saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aDraft, aSigned } from "./a-note.ts";

let house: TestHouse;
let practice: TestPractice;
let own: MemberCtx;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  own = practice.own;
});
afterAll(() => house.close());

const aClient = async () => (await practice.aClient()).clientId;
const sql = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);

test("notes and goals go with a merged client, word for word and still whole; forgotten, nothing is left of them", async () => {
  const [from, to] = [await aClient(), await aClient()];
  const goalId = await setGoal(own, { clientId: from, text: "Go outside" });
  const { id, version } = await aDraft(own, from, "carried along");
  await saveDraft(own, { id, version, typed: {}, goalIds: [goalId!] });
  await signNote(own, { id, version: version + 1 });
  await amend(own, { id, text: "added" });
  const alone = await aSigned(own, from, "mine alone", { kind: "psychotherapy" });
  await rehome(practice.ctx, { from, to });
  await clientsRehome.rehome(practice.ctx, { from, to });
  const read = await readNote(own, id);
  expect(read).toMatchObject({
    isWhole: true,
    goalIds: [goalId],
    amendments: [{ text: "added" }],
    note: { clientId: to },
  });
  expect((await readNote(own, alone))?.sections[0]?.text).toBe("mine alone");
  await forget(practice.ctx, to);
  expect(await readNote(own, id)).toBeNull();
  const left = await sql("select (select count(*) from notes where client_id = any($1))::int as n", [
    [from, to],
  ]);
  expect(left.rows).toEqual([{ n: 0 }]);
});
