import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { deliveryLog } from "#app/domain/notifications/log.ts";
import { keepChoices } from "#app/domain/notifications/preferences.ts";
import { unsubscribe } from "#app/domain/notifications/unsubscribe.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aRhythm, asSeen } from "#tests/domain/series/a-series.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** The letters to a therapist that a series made for one of her clients has sent. */
async function toTherapist(practice: TestPractice): Promise<Letter[]> {
  const client = await practice.aClient();
  await client.begin();
  const seen = await asSeen(practice.own, aRhythm(practice, { times: 2 }), client);
  const { id } = await granted(seen.confirm());
  const sent: Letter[] = [];
  const hand = async (letter: Letter, key: string) => {
    if (key.startsWith("therapist:")) sent.push(letter);
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (const work of await house.waiting())
    if (work.subjectId === id)
      await perform(house.house, world, { ...work, practiceId: practice.ctx.practiceId });
  return sent;
}

test("a therapist who does without letters about her diary gets none about a series in it either", async () => {
  const practice = await aPractice(house.house);
  await keepChoices(practice.own, { diary: { email: false, inPlace: true } });
  expect(await toTherapist(practice)).toEqual([]);
});

test("such a letter carries the way to do without", async () => {
  const practice = await aPractice(house.house);
  const [letter] = await toTherapist(practice);
  const [, token = ""] = /\/unsubscribe\/(\S+)/.exec(letter?.text ?? "") ?? [];
  expect(await unsubscribe(house.house, token)).toBe("diary");
});

test("she finds what was written to her about a series in her own log; a colleague does not", async () => {
  const practice = await aPractice(house.house);
  expect(await toTherapist(practice)).toHaveLength(1);
  const { ctx, therapistId } = practice;
  const { other } = await colleagues(practice);
  const all = { shelf: "all", to: "", before: null, count: 10 } as const;
  const lettersOf = async (by: MemberCtx) => (await deliveryLog(by, all)).letters.map(({ letter }) => letter);
  expect(await lettersOf({ ...ctx, actor: aMember(ctx.practiceId, { therapistId }) })).toContain(
    "therapist_series_made",
  );
  expect(await lettersOf(other)).toEqual([]);
});
