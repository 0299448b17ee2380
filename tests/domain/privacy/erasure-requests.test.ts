import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { askErasure, erasableBy, withdrawErasure } from "#app/domain/privacy/ask-erasure.ts";
import { keepForNow, requestsWithin, unansweredRequests } from "#app/domain/privacy/erasure-requests.ts";
import { forget } from "#app/domain/privacy/forget.ts";
import { rehome } from "#app/domain/privacy/rehome.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const standing = async () => (await requestsWithin(practice.own)).map(({ clientId }) => clientId);

test("of a couple either asks for both, the other sees it and may take it back, and whoever only pays may do neither", async () => {
  const { clientId, as } = await aClientOf(house, practice, "couple", ["self", "partner", "payer"]);
  expect(await askErasure(as("self"), clientId)).toBe(true);
  expect(await askErasure(as("partner"), clientId), "one stands at a time").toBe(false);
  const seen = async (ctx: ClientCtx) => (await erasableBy(ctx)).map(({ asked }) => asked?.isTheirs);
  expect([await seen(as("self")), await seen(as("partner")), await seen(as("payer"))]).toEqual([
    [true],
    [false],
    [],
  ]);
  expect(await askErasure(as("payer"), clientId)).toBeNull();
  expect(await withdrawErasure(as("payer"), clientId)).toBeNull();
  expect(await standing()).toContain(clientId);
  expect(await withdrawErasure(as("partner"), clientId)).toBe(true);
  expect(await withdrawErasure(as("partner"), clientId)).toBe(false);
  expect(await standing()).not.toContain(clientId);
  expect(await askErasure(as("partner"), clientId), "and may ask again").toBe(true);
});

test("a request waits until it is answered, once, by whoever may erase", async () => {
  const { clientId, as } = await aClientOf(house, practice, "individual", ["self"]);
  await askErasure(as("self"), clientId);
  for (const roles of [["manager"], ["therapist"], ["scheduler"], ["biller"]] as const) {
    const other = { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { roles }) };
    expect(await keepForNow(other, clientId), roles[0]).toBeNull();
    const sees = (await requestsWithin(other)).some((one) => one.clientId === clientId);
    expect(sees, roles[0]).toBe(roles[0] === "manager");
  }
  const elsewhere = await aPractice(house.house);
  expect(await keepForNow(elsewhere.own, clientId)).toBeNull();
  expect((await unansweredRequests(practice.own)).map((one) => one.clientId)).toContain(clientId);
  expect(await keepForNow(practice.own, clientId)).toBe(true);
  expect(await keepForNow(practice.own, clientId)).toBeNull();
  expect((await unansweredRequests(practice.own)).map((one) => one.clientId)).not.toContain(clientId);
  expect(await standing()).toContain(clientId);
});

test("whoever looks through a client's eyes asks for nothing", async () => {
  const { clientId, as } = await aClientOf(house, practice, "individual", ["self"]);
  const { actor, ...ctx } = as("self");
  const looking: ClientCtx = { ...ctx, actor: { ...actor, only: { clientId, therapistId: null } } };
  await expect(askErasure(looking, clientId)).rejects.toThrow(/changes nothing/);
  expect(await standing()).not.toContain(clientId);
});

test("a request goes with a merge, where both ask the kept one's stands, and it is forgotten with its client", async () => {
  const [one, two] = [
    await aClientOf(house, practice, "individual", ["self"]),
    await aClientOf(house, practice, "individual", ["self"]),
  ];
  await askErasure(one.as("self"), one.clientId);
  await rehome(practice.ctx, { from: one.clientId, to: two.clientId });
  expect(await standing()).toContain(two.clientId);
  await askErasure(one.as("self"), one.clientId);
  await rehome(practice.ctx, { from: one.clientId, to: two.clientId });
  expect((await standing()).filter((id) => id === one.clientId || id === two.clientId)).toEqual([
    two.clientId,
  ]);
  await forget(practice.ctx, two.clientId);
  expect(await standing()).not.toContain(two.clientId);
});
