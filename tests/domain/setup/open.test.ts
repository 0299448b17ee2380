import { afterEach, beforeEach, expect, test } from "vitest";
import { findSetup, keepAnswers, keepPhoto } from "#app/domain/setup/answers.ts";
import { isTaken, openByCode, printCode } from "#app/domain/setup/code.ts";
import { openUp } from "#app/domain/setup/open.ts";
import { publicPhoto } from "#app/domain/therapists/photo.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";
import { anOpening, aSetup } from "./an-opening.ts";

let house: TestHouse;

beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const device = { device: "Firefox on Linux" };

async function count(table: string): Promise<number> {
  const { rows } = await house.database.pool.query(`select count(*)::int as n from ${table}`);
  return rows[0].n;
}

test("a code opens once, however it was copied, and another browser's code takes over with the same answers", async () => {
  const first = (await printCode(house.house))!;
  const copied = first.toUpperCase().replaceAll("-", " ");
  const opened = await openByCode(house.house, { code: copied, network: "a" });
  if (!opened.ok) throw new Error(opened.refusal);
  expect(await openByCode(house.house, { code: first, network: "a" })).toEqual({
    ok: false,
    refusal: "wrong",
  });

  const setup = (await findSetup(house.house, opened.value.token))!;
  expect(await keepAnswers(house.house, setup, "you", { name: "Ana" })).toBe(true);
  const { setup: later } = await aSetup(house.house);
  expect(later.answers).toEqual({ you: { name: "Ana" } });
  expect(await findSetup(house.house, opened.value.token)).toBeNull();
  expect(await keepAnswers(house.house, setup, "you", { name: "Eve" })).toBe(false);
});

test("several processes print a code each; used at the same time, one of them is heard", async () => {
  const codes = await Promise.all([1, 2, 3].map(() => printCode(house.house)));
  const tries = await Promise.all(
    codes.map((code) => openByCode(house.house, { code: code!, network: "b" })),
  );
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await count("setup_codes")).toBe(0);
  expect(await count("setups")).toBe(1);
});

test("guessing is paused, from one network and not from another", async () => {
  for (let tried = 0; tried < 10; tried += 1)
    expect(await openByCode(house.house, { code: "x".repeat(20), network: "c" })).toMatchObject({
      refusal: "wrong",
    });
  const code = (await printCode(house.house))!;
  expect(await openByCode(house.house, { code, network: "c" })).toMatchObject({ refusal: "paused" });
  expect(await openByCode(house.house, { code, network: "d" })).toMatchObject({ ok: true });
});

test("pressed twice at once, one practice opens: its owner is signed in, and nothing of the set-up is left", async () => {
  const { setup, token } = await aSetup(house.house);
  await keepPhoto(house.house, setup, { content: Buffer.from("a face"), contentType: "image/png" });
  const ready = (await findSetup(house.house, token))!;
  const presses = await Promise.all([1, 2, 3].map(() => openUp(house.house, ready, anOpening(), device)));
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(presses).toContainEqual({ ok: false, refusal: "taken" });
  expect(await count("practices")).toBe(1);
  expect(await count("sessions")).toBe(1);
  expect([await count("setups"), await count("setup_codes")]).toEqual([0, 0]);
  expect((await publicPhoto(house.house, "ana"))?.content.toString()).toBe("a face");
  expect((await house.waiting()).map(({ job }) => job)).toEqual(["mail_owner_welcome"]);

  expect(await isTaken(house.house)).toBe(true);
  expect(await printCode(house.house)).toBeNull();
  expect(await findSetup(house.house, token)).toBeNull();
});

test("what was changed after it was looked at is not opened", async () => {
  const { setup } = await aSetup(house.house);
  await keepAnswers(house.house, setup, "you", { name: "Somebody else" });
  expect(await openUp(house.house, setup, anOpening(), device)).toEqual({
    ok: false,
    refusal: "changed_meanwhile",
  });
  expect(await count("practices")).toBe(0);
});

test("where somebody has the place, there is no code, and none opens", async () => {
  const code = (await printCode(house.house))!;
  await aPractice(house.house, { isHome: true });
  expect(await printCode(house.house)).toBeNull();
  expect(await openByCode(house.house, { code, network: "e" })).toMatchObject({ refusal: "taken" });
});
