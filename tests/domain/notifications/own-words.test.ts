import { afterAll, beforeAll, expect, test } from "vitest";
import { clientLetters } from "#app/domain/notifications/client-letters.ts";
import { keepWords, type OwnPlace } from "#app/domain/notifications/keep-words.ts";
import { showExample } from "#app/domain/notifications/show-example.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aRhythm, asSeen } from "#tests/domain/series/a-series.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** Write of her own, and give what she wrote. */
async function writes({ own, therapistId }: TestPractice, place: OwnPlace, words: string): Promise<string> {
  expect(await keepWords(own, { therapistId, place, words })).toBe(true);
  house.clock.advance(1_000);
  return words;
}

/** Do every job of this practice that waits, and give the letters of a kind. */
async function sentAs(practiceId: string, job: string): Promise<Letter[]> {
  const sent: Letter[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push(letter);
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (const work of await house.waiting())
    if (work.job === job) await perform(house.house, world, { ...work, job: work.job as never, practiceId });
  return sent;
}

test.each(clientLetters)(
  "%s opens and ends as its therapist wrote, but never for who asked for discretion",
  async (letter) => {
    const practice = await aPractice(house.house);
    const opening = await writes(practice, letter, `Opening of ${letter}, in my words.`);
    const signature = await writes(practice, "signature", "Ring me on 555-01.");
    const therapist = (await therapistById(practice.ctx, practice.therapistId))!;
    const asked = { letter, askedAt: house.clock.now };

    const open = await showExample(practice.ctx, therapist, { ...asked, isDiscreet: false });
    for (const body of [open.text, open.html]) {
      expect(body).toContain(opening);
      expect(body).toContain(signature);
    }
    const discreet = await showExample(practice.ctx, therapist, { ...asked, isDiscreet: true });
    for (const body of [discreet.text, discreet.html]) {
      expect(body).not.toContain(opening);
      expect(body).not.toContain(signature);
    }
    expect(discreet.subject).not.toMatch(/Tess|Practice|therap/i);
    expect(open.subject.replace("Tess Therapist", "")).not.toMatch(/therap|hypnos|session note/i);
  },
);

test("a letter says what she had written when it was asked for, whatever she wrote since", async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const { practice, join } = await aLine(house);
  const before = await writes(practice, "wait_joined", "Thank you for your patience.");
  await join();
  house.clock.advance(1_000);
  await writes(practice, "wait_joined", "Something newer.");
  const [letter] = await sentAs(practice.ctx.practiceId, "mail_wait_joined");
  expect(letter!.text).toContain(before);
  expect(letter!.text).not.toContain("Something newer.");
});

test("the letter about a whole series opens in her words too", async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  const words = await writes(practice, "client_series_made", "These are ours, every week.");
  await granted((await asSeen(practice.own, aRhythm(practice), client)).confirm());
  const [letter] = await sentAs(practice.ctx.practiceId, "mail_client_series_made");
  expect(letter!.text).toContain(words);
  expect(letter!.html).toContain(words);
});
