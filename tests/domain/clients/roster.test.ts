import { afterAll, beforeAll, expect, test } from "vitest";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { changeClient } from "#app/domain/clients/change-client.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { marksInUse, pageLength, roster } from "#app/domain/clients/roster.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import type { TestPractice } from "#tests/support/practice.ts";
import { aGroup, theirs } from "./a-group.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function aNamed(
  practice: TestPractice,
  name: string,
  more: { email?: string; isUnderAge?: boolean } = {},
) {
  const { clientId } = await addClient(practice.ctx, {
    kind: "individual",
    name,
    people: [{ name, role: "self", ...more }],
  });
  await beginCare(practice.ctx, clientId, practice.therapistId);
  return clientId;
}

const names = async (ctx: MemberCtx, asked: Parameters<typeof roster>[1] = {}) =>
  (await roster(ctx, asked)).clients.map(({ name }) => name);

test("clients come by name, whatever its accents and capitals, and are found by a part of name or address", async () => {
  const { practice } = await aGroup(house);
  for (const [name, email] of [
    ["Zoë Park", "zoe@selvage.test"],
    ["émile Roux", "roux@elsewhere.test"],
    ["Inês Cardoso", "ines@selvage.test"],
    ["Eva 100% Sure", undefined],
  ] as const)
    await aNamed(practice, name, email ? { email } : {});
  expect(await names(practice.own)).toEqual(["émile Roux", "Eva 100% Sure", "Inês Cardoso", "Zoë Park"]);
  expect(await names(practice.own, { search: "INES" })).toEqual(["Inês Cardoso"]);
  expect(await names(practice.own, { search: "Émile" })).toEqual(["émile Roux"]);
  expect(await names(practice.own, { search: "elsewhere" })).toEqual(["émile Roux"]);
  expect(await names(practice.own, { search: "%" })).toEqual(["Eva 100% Sure"]);
  expect(await names(practice.own, { search: "_" })).toEqual([]);
  expect(await names(practice.own, { search: "'; drop table clients; --" })).toEqual([]);
});

test("stage, tag, therapist and age narrow the list, alone and together", async () => {
  const { practice, colleague } = await aGroup(house);
  const ben = await colleague("Ben");
  const owner: MemberCtx = practice.own;
  const [ann, kim, lou] = [
    await aNamed(practice, "Ann"),
    await aNamed(practice, "Kim", { isUnderAge: true }),
    await aNamed(practice, "Lou"),
  ];
  await moveOn(practice.ctx, {
    clientId: ann,
    therapistId: practice.therapistId,
    to: "intake",
    discoveryBy: "call",
  });
  await beginCare(practice.ctx, lou, ben.therapistId);
  await granted(
    theirs(changeClient(owner, { clientId: kim, name: "Kim", tags: ["Tuesdays", "à la carte"] })),
  );

  expect(await names(owner, { stage: "intake" })).toEqual(["Ann"]);
  expect(await names(owner, { tag: "à la carte" })).toEqual(["Kim"]);
  expect(await names(owner, { isUnderAge: true })).toEqual(["Kim"]);
  expect(await names(owner, { therapistId: ben.therapistId })).toEqual(["Lou"]);
  expect(await names(owner, { therapistId: ben.therapistId, stage: "intake" })).toEqual([]);
  expect(await marksInUse(owner)).toEqual({ tags: ["Tuesdays", "à la carte"], isUnderAge: true });
  expect(await marksInUse(ben.as)).toEqual({ tags: [], isUnderAge: false });
});

test("everybody sees their own reach: names and stages of colleagues' care are not a therapist's to see", async () => {
  const { practice, colleague, staff } = await aGroup(house);
  const elsewhere = await aGroup(house);
  const ben = await colleague("Ben");
  await aNamed(practice, "Ann");
  const shared = await aNamed(practice, "Lou");
  await beginCare(practice.ctx, shared, ben.therapistId);

  expect(await names(ben.as)).toEqual(["Lou"]);
  const [lou] = (await roster(ben.as, {})).clients;
  expect(lou!.cares.map(({ with: whom }) => whom)).toEqual(["Ben"]);
  for (const roles of [["owner"], ["manager"], ["scheduler"]] as const)
    expect(await names(staff({ roles }))).toEqual(["Ann", "Lou"]);
  expect(await names(staff({ roles: ["biller"] }))).toEqual([]);
  expect(await names(elsewhere.practice.own)).toEqual([]);
  expect(await names(practice.own, { after: newId() })).toEqual([]);
  expect(await names(practice.own, { after: "nonsense" })).toEqual(["Ann", "Lou"]);
});

test("next and last session stand beside each name", async () => {
  const { practice } = await aGroup(house);
  const client = await practice.aClient();
  const startsAt = Date.parse("2027-02-04T10:00:00Z");
  await granted(client.book(practice.wish({ startsAt })));
  const line = async () => (await roster(practice.own, {})).clients[0];
  expect(await line()).toMatchObject({ next: new Date(startsAt), last: null });
  const now = house.clock.now;
  house.clock.now = new Date(startsAt + 86_400_000);
  expect(await line()).toMatchObject({ next: null, last: new Date(startsAt) });
  house.clock.now = now;
});

test("a thousand clients come in pages of fifty, each once, and quickly", async () => {
  const { practice } = await aGroup(house);
  await house.database.pool.query(
    `with made as (
       insert into clients (id, practice_id, kind, name) select gen_random_uuid(), $1, 'individual',
         (array['Ana','Änne','bo','Čapek','Zoë'])[1 + n % 5] || ' ' || (n / 3) from generate_series(1, 1000) n returning id, name
     ), keyed as (
       insert into client_keys (client_id, practice_id, ring, wrapped, created_at) select id, $1, 'test', '', now() from made
     ), people as (
       insert into participants (id, practice_id, client_id, role, name, email)
         select gen_random_uuid(), $1, id, 'self', name, id || '@selvage.test' from made
     )
     insert into care_relationships (id, practice_id, client_id, therapist_id, stage)
       select gen_random_uuid(), $1, id, $2, 'discovery' from made`,
    [practice.ctx.practiceId, practice.therapistId],
  );
  await house.database.pool.query("analyze");
  const seen: string[] = [];
  const took: number[] = [];
  for (let after: string | undefined; ; ) {
    const begun = performance.now();
    const page = await roster(practice.own, { after });
    took.push(performance.now() - begun);
    seen.push(...page.clients.map(({ id }) => id));
    expect(page.clients.length).toBeLessThanOrEqual(pageLength);
    if (!page.next) break;
    after = page.next;
  }
  expect(new Set(seen).size).toBe(1000);
  expect(seen).toHaveLength(1000);
  const begun = performance.now();
  await roster(practice.own, { search: "capek 1" });
  const searched = performance.now() - begun;
  took.sort((a, b) => a - b);
  console.info(
    `roster of 1,000: page ${took[10]!.toFixed(1)} ms (slowest ${took.at(-1)!.toFixed(1)}), search ${searched.toFixed(1)} ms`,
  );
});
