import { afterAll, beforeAll, expect, test } from "vitest";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { bringList } from "#app/domain/imports/bring.ts";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { dropImport, forgetLists } from "#app/domain/imports/drop.ts";
import { rowsOf } from "#app/domain/imports/queries.ts";
import { theirs } from "#tests/domain/clients/a-group.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { broughtIn, bytes, laidOut } from "./a-list.ts";

let house: TestHouse;
let practice: TestPractice;
let others: Awaited<ReturnType<typeof colleagues>>;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  others = await colleagues(practice);
});
afterAll(() => house.close());

async function sql(text: string, values: unknown[] = []) {
  return (await house.database.pool.query(text, values)).rows;
}

async function aKnownClient(email: string) {
  const people = [{ name: "Known Already", email, role: "self" as const }];
  return (await addClient(practice.ctx, { kind: "individual", name: "Known Already", people })).clientId;
}

const said = async (id: string) =>
  (await rowsOf(practice.ctx, id, { show: "all" })).map(({ line, outcome, problems }) => [
    line,
    outcome,
    ...problems,
  ]);

test("a list is brought in whole: clients, people, keys, accounts, care past the gate, and the log", async () => {
  const id = await broughtIn(
    practice.own,
    practice.therapistId,
    [
      "First Name,Last Name,Email,Mobile Phone,Status,Tags,Client Since",
      "Ana,Dias,Ana.Dias@example.test,+351 912 345 678,Active,Tuesdays; evening,2021-03-04",
      "Berta,Cruz,,,Inactive,,",
      "Carla,Luz,carla@example.test,,,,15/01/2024",
    ].join("\n"),
  );
  const rows = await sql(
    `select c.name, c.tags, p.email, p.phone, p.is_alone, u.email as account, r.stage, r.discovery_by,
       r.created_at::text as since, k.client_id is not null as has_key
     from import_rows i join clients c on c.id = i.client_id join participants p on p.client_id = c.id
     join care_relationships r on r.client_id = c.id join client_keys k on k.client_id = c.id
     left join users u on u.id = p.user_id where i.import_id = $1 order by i.line`,
    [id],
  );
  expect(rows).toMatchObject([
    {
      name: "Ana Dias",
      tags: ["Tuesdays", "evening"],
      email: "ana.dias@example.test",
      phone: "+351 912 345 678",
      account: "ana.dias@example.test",
      stage: "ongoing",
      discovery_by: "import",
      is_alone: true,
    },
    { name: "Berta Cruz", stage: "ended", account: null },
    { name: "Carla Luz", stage: "ongoing" },
  ]);
  expect(rows[0].since).toContain("2021-03-04");
  expect(rows[2].since).toContain("2024-01-15");
  expect(await findBroken(house.database.pool)).toEqual([]);
  const [kept] = await sql(
    "select status, sealed, key_ring, key_wrapped, new_count from imports where id = $1",
    [id],
  );
  expect(kept).toMatchObject({
    status: "done",
    sealed: null,
    key_ring: null,
    key_wrapped: null,
    new_count: 3,
  });
  const [gate] = await sql(
    `select e.detail from events e join care_relationships r on r.id = e.subject_id join import_rows i on i.client_id = r.client_id
     where i.import_id = $1 and i.line = 2 and e.name = 'care_relationship.moved_on' order by e.id limit 1`,
    [id],
  );
  expect(gate.detail).toEqual({
    sequence: 1,
    to: "intake",
    how: "import",
    reason: "already_my_client",
    import: id,
  });
});

test("whoever is here by their address is matched, joins this therapist, and keeps everything of theirs", async () => {
  const known = await aKnownClient("known@example.test");
  const [before] = await sql("select * from participants where client_id = $1", [known]);
  const id = await broughtIn(
    practice.own,
    practice.therapistId,
    "name,email,phone\nAnother Name,KNOWN@example.test,999\n",
  );
  expect(await said(id)).toEqual([[2, "matched", "joins"]]);
  expect(await sql("select * from participants where client_id = $1", [known])).toEqual([before]);
  expect(
    await sql("select stage, discovery_by from care_relationships where client_id = $1", [known]),
  ).toEqual([{ stage: "ongoing", discovery_by: "import" }]);
  const again = await broughtIn(practice.own, practice.therapistId, "name,email\nX,known@example.test\n");
  expect(await said(again)).toEqual([[2, "matched", "theirs_already"]]);
});

test("doors that stand shut are not opened for who has met this therapist already", async () => {
  const known = await aKnownClient("called@example.test");
  await beginCare(practice.ctx, known, practice.therapistId);
  await broughtIn(practice.own, practice.therapistId, "name,email\nCalled,called@example.test\n");
  expect(
    await sql("select stage, discovery_completed_at from care_relationships where client_id = $1", [known]),
  ).toEqual([{ stage: "discovery", discovery_completed_at: null }]);
});

test("a therapist brings in her own clients alone, and hears nothing of whose the others are", async () => {
  await aKnownClient("elsewhere@example.test");
  const id = await broughtIn(others.other, others.otherTherapistId, "name,email\nE,elsewhere@example.test\n");
  expect(await said(id)).toEqual([[2, "malformed", "known_elsewhere"]]);
  const file = { fileName: "x.csv", bytes: bytes("name\nA\n") };
  expect(await bringList(others.other, { therapistId: practice.therapistId, ...file })).toBeNull();
  expect(await bringList(others.scheduler, { therapistId: practice.therapistId, ...file })).toBeNull();
  expect(await bringList(others.biller, { therapistId: practice.therapistId, ...file })).toBeNull();
  expect(await bringList(others.manager, { therapistId: practice.therapistId, ...file })).toMatchObject({
    ok: true,
  });
});

test("an address twice in one file is taken once, and a name that is here already is remarked on", async () => {
  const id = await laidOut(
    practice.own,
    practice.therapistId,
    "name,email\nTwo Times,twice@example.test\nOther,TWICE@example.test\nKnown already,\n",
  );
  expect(await said(id)).toEqual([
    [2, "new"],
    [3, "malformed", "email_twice:2"],
    [4, "new", "same_name"],
  ]);
});

test("two who come together may share an address with somebody who comes alone", async () => {
  const id = await broughtIn(
    practice.own,
    practice.therapistId,
    "name,email,type\nLena Berg,lena@example.test,individual\nLena and Max Berg,lena@example.test,couple\n",
  );
  expect(await said(id)).toEqual([
    [2, "new"],
    [3, "new"],
  ]);
});

test("pressed twice, and by the queue besides, it is carried out once", async () => {
  const id = await laidOut(practice.own, practice.therapistId, "name\nPressed Once\n");
  const presses = await Promise.all([1, 2, 3].map(() => confirmImport(practice.own, id)));
  expect(presses.filter((press) => press?.ok)).toHaveLength(1);
  await Promise.all([1, 2, 3].map(() => carryOut(practice.ctx, id)));
  expect(await sql("select count(*)::int as made from clients where name = 'Pressed Once'")).toEqual([
    { made: 1 },
  ]);
});

test("two lists at once that name the same people make each of them once", async () => {
  const text = `name,email\n${Array.from({ length: 50 }, (_, n) => `Same ${n},same-${n}@example.test`).join("\n")}`;
  const ids = await Promise.all([1, 2].map(() => laidOut(practice.own, practice.therapistId, text)));
  await Promise.all(ids.map((id) => confirmImport(practice.own, id)));
  await Promise.all(ids.map((id) => carryOut(practice.ctx, id)));
  expect(await sql("select count(*)::int as made from clients where name like 'Same %'")).toEqual([
    { made: 50 },
  ]);
});

test("a welcome goes to everybody new with an address who is in care, when it is wished", async () => {
  const before = (await house.waiting()).filter(({ job }) => job === "mail_client_welcome").length;
  await broughtIn(
    practice.own,
    practice.therapistId,
    "name,email,status\nW One,w1@example.test,active\nW Two,,active\nW Three,w3@example.test,closed\n",
    { welcomes: true },
  );
  const after = (await house.waiting()).filter(({ job }) => job === "mail_client_welcome").length;
  expect(after - before).toBe(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("words of a list stand nowhere in plain, and are gone when it is dropped or a day old", async () => {
  const secret = "Xanthippe-Quetzal";
  const dropped = await laidOut(practice.own, practice.therapistId, `${secret} heading,name\n1,${secret}\n`);
  const forgotten = await laidOut(practice.own, practice.therapistId, `name\n${secret}\n`);
  expect(await findBroken(house.database.pool, { secrets: [secret] })).toEqual([]);
  expect(await theirs(dropImport(practice.own, dropped))).toMatchObject({ ok: true });
  expect(await theirs(confirmImport(practice.own, dropped))).toEqual({ ok: false, refusal: "gone" });
  house.clock.advance(25 * 3_600_000);
  await forgetLists(house.house);
  expect(
    await sql("select status, sealed, key_wrapped from imports where id = any($1)", [[dropped, forgotten]]),
  ).toEqual([
    { status: "dropped", sealed: null, key_wrapped: null },
    { status: "dropped", sealed: null, key_wrapped: null },
  ]);
  expect(await sql("select * from import_rows where import_id = $1", [dropped])).toEqual([]);
});
