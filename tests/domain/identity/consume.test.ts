import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consume } from "#app/domain/identity/consume.ts";
import { lookAtLink, secretsOf } from "#app/domain/identity/link.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aLink, anAsker, wrong } from "./a-link.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house, { isHome: true });
});
afterAll(() => house.close());

const minute = 60_000;

async function asked(wish: { asker?: string; back?: string } = {}) {
  const { ctx, email } = await practice.aClient();
  return {
    userId: ctx.actor.kind === "client" && ctx.actor.userId,
    ...(await aLink(house, practice.ctx, { email, ...wish })),
  };
}

describe("a link", () => {
  test("works nine minutes and fifty-nine seconds after it was asked for, for who asked, and leads back", async () => {
    const { token, asker, userId } = await asked({ back: "/client/sessions" });
    house.clock.advance(10 * minute - 1_000);
    const proof = await consume(house.house, { token, asker });
    expect(proof).toEqual({ ok: true, value: { userId, back: "/client/sessions" } });
  });

  test("does not work after ten minutes and one second, nor on the very minute", async () => {
    for (const late of [10 * minute, 10 * minute + 1_000]) {
      const { token, asker } = await asked();
      house.clock.advance(late);
      expect(await consume(house.house, { token, asker })).toEqual({ ok: false, refusal: "spent" });
    }
  });

  test("is refused the second time", async () => {
    const { token, code, asker } = await asked();
    expect((await consume(house.house, { token, asker })).ok).toBe(true);
    expect(await consume(house.house, { token, asker })).toEqual({ ok: false, refusal: "spent" });
    expect(await consume(house.house, { code, asker })).toEqual({ ok: false, refusal: "spent" });
  });

  test("used fifty times at once, by token and by code, lets in once", async () => {
    const { token, code, asker } = await asked();
    const tries = Array.from({ length: 50 }, (_, n) =>
      consume(house.house, n % 10 === 0 ? { code, asker } : { token, asker }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("in another browser lets nobody in, and still works where it was asked for", async () => {
    const { token, asker } = await asked();
    for (const other of [null, anAsker(), ""])
      expect(await consume(house.house, { token, asker: other })).toEqual({
        ok: false,
        refusal: "elsewhere",
      });
    expect((await consume(house.house, { token, asker })).ok).toBe(true);
  });

  test("looked at a hundred times is as good as new", async () => {
    const { token, asker } = await asked();
    for (let look = 0; look < 100; look += 1)
      expect(await lookAtLink(house.house, { token, asker })).toBe("open");
    expect((await consume(house.house, { token, asker })).ok).toBe(true);
    expect(await lookAtLink(house.house, { token, asker })).toBe("spent");
  });

  test("that never was is unknown, whatever its shape", async () => {
    for (const token of ["", "x".repeat(43), "nonsense", "\0"])
      expect(await consume(house.house, { token, asker: anAsker() })).toEqual({
        ok: false,
        refusal: "unknown",
      });
  });

  test("asked for again leaves the earlier one working until it runs out", async () => {
    const first = await asked();
    const second = await aLink(house, practice.ctx, first);
    expect((await consume(house.house, { token: first.token, asker: first.asker })).ok).toBe(true);
    expect((await consume(house.house, { token: second.token, asker: first.asker })).ok).toBe(true);
  });
});

describe("a code", () => {
  test("lets in where it was asked for and nowhere else", async () => {
    const { code, asker } = await asked();
    expect(await consume(house.house, { code, asker: null })).toEqual({ ok: false, refusal: "elsewhere" });
    expect(await consume(house.house, { code, asker: anAsker() })).toEqual({ ok: false, refusal: "spent" });
    expect((await consume(house.house, { code, asker })).ok).toBe(true);
  });

  test("may be the fifth that is tried", async () => {
    const { code, asker } = await asked();
    for (let tried = 0; tried < 4; tried += 1)
      expect(await consume(house.house, { code: wrong(code), asker })).toEqual({
        ok: false,
        refusal: "unfit",
      });
    expect((await consume(house.house, { code, asker })).ok).toBe(true);
  });

  test("dies with its link after five wrong ones", async () => {
    const { code, token, asker } = await asked();
    const said: unknown[] = [];
    for (let tried = 0; tried < 5; tried += 1)
      said.push(await consume(house.house, { code: wrong(code), asker }));
    expect(said.at(-2)).toEqual({ ok: false, refusal: "unfit" });
    expect(said.at(-1)).toEqual({ ok: false, refusal: "spent" });
    expect(await consume(house.house, { code, asker })).toEqual({ ok: false, refusal: "spent" });
    expect(await consume(house.house, { token, asker })).toEqual({ ok: false, refusal: "spent" });
  });

  test("is tried five times however many try at once", async () => {
    const { code, asker, id } = await asked();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => consume(house.house, { code: wrong(code), asker })),
    );
    expect(answers.every(({ ok }) => !ok)).toBe(true);
    const { rows } = await house.database.pool.query("select tries from sign_in_links where id = $1", [id]);
    expect(rows[0].tries).toBe(5);
  });

  test("that is no six digits is not a try", async () => {
    const { code, asker } = await asked();
    for (const text of ["", "12345", "1234567", "12345a", "１２３４５６", "x".repeat(10_000)])
      for (let again = 0; again < 2; again += 1)
        expect(await consume(house.house, { code: text, asker })).toEqual({ ok: false, refusal: "unfit" });
    expect((await consume(house.house, { code, asker })).ok).toBe(true);
  });

  test("of the newest letter counts, and dies with its ten minutes", async () => {
    const first = await asked();
    house.clock.advance(1_000);
    const second = await aLink(house, practice.ctx, first);
    if (first.code !== second.code)
      expect(await consume(house.house, { code: first.code, asker: first.asker })).toEqual({
        ok: false,
        refusal: "unfit",
      });
    house.clock.advance(10 * minute);
    expect(await consume(house.house, { code: second.code, asker: first.asker })).toEqual({
      ok: false,
      refusal: "spent",
    });
  });

  test("is guessed by no crowd: after fifty tries on one account codes rest, and its links still work", async () => {
    const { email } = await practice.aClient();
    const refusals = new Set<string>();
    for (let browser = 0; browser < 11; browser += 1) {
      const { code, asker } = await aLink(house, practice.ctx, { email });
      for (let tried = 0; tried < 5; tried += 1) {
        const said = await consume(house.house, { code: wrong(code), asker });
        if (!said.ok) refusals.add(said.refusal);
      }
    }
    expect(refusals).toContain("paused");
    const { code, token, asker } = await aLink(house, practice.ctx, { email });
    expect(await consume(house.house, { code, asker })).toEqual({ ok: false, refusal: "paused" });
    expect((await consume(house.house, { token, asker })).ok).toBe(true);
  });
});

test("codes are spread over the whole million", () => {
  const firsts = new Map<string, number>();
  for (let n = 0; n < 5_000; n += 1) {
    const { code } = secretsOf(house.house, { id: `row ${n}` });
    expect(code).toMatch(/^\d{6}$/);
    firsts.set(code[0]!, (firsts.get(code[0]!) ?? 0) + 1);
  }
  for (const count of firsts.values()) expect(Math.abs(count - 500)).toBeLessThan(150);
  expect(firsts.size).toBe(10);
});

test("neither link nor code is kept anywhere", async () => {
  const { token, code, id } = await asked();
  const { rows } = await house.database.pool.query(
    `select row_to_json(l)::text as row from sign_in_links l where id = $1
     union all select data::text from pgboss.job union all select row_to_json(e)::text from events e`,
    [id],
  );
  const all = rows.map(({ row, data }) => row ?? data).join("\n");
  expect(all).not.toContain(token);
  expect(all).not.toMatch(new RegExp(`\\b${code}\\b`));
});
