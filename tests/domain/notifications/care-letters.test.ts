import { afterAll, beforeAll, expect, test } from "vitest";
import { addByHand } from "#app/domain/clients/add-by-hand.ts";
import { beginTogether } from "#app/domain/clients/begin-together.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { referOn } from "#app/domain/clients/refer-on.ts";
import { lettersToClient } from "#app/domain/notifications/queries.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aCallHeld, aGroup, theirs } from "#tests/domain/clients/a-group.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import type { TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

/** A world that takes letters; it loses the answer for addresses that `loses` names. */
function aWorld(loses: string[] = []) {
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key, letter });
    return loses.includes(letter.to)
      ? { outcome: "perhaps" as const, why: "lost" }
      : { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  return { world, sent };
}

/** Do what waits for this practice, under these names. */
async function work({ ctx }: TestPractice, world: World, job: string) {
  for (const one of await house.waiting()) {
    const { practiceId } = one as unknown as { practiceId: string };
    if (one.job === job && practiceId === ctx.practiceId)
      await perform(house.house, world, { ...one, practiceId });
  }
}

async function aCouple(practice: TestPractice) {
  const tag = practice.slug;
  const people = [
    { name: "Lena Berg", role: "self" as const, email: `lena-${tag}@selvage.test` },
    { name: "Max Berg", role: "partner" as const, email: `max-${tag}@selvage.test` },
    { name: "Uncle", role: "payer" as const, email: `uncle-${tag}@selvage.test` },
  ];
  const wish = { kind: "couple" as const, name: "Lena and Max", people, therapistId: practice.therapistId };
  const { clientId } = await granted(
    theirs(addByHand(practice.own, { ...wish, pastGate: null, welcome: true })),
  );
  return { clientId, lena: people[0]!.email, max: people[1]!.email };
}

const pastGate = { reason: "met_elsewhere" as const, words: "canary-of-past-gate" };

test("each of two is told that care begins, in a letter of their own; payers are not, and nobody twice", async () => {
  const { practice } = await aGroup(house);
  const { clientId, lena, max } = await aCouple(practice);
  await granted(
    theirs(beginTogether(practice.own, { clientId, therapistIds: [practice.therapistId], pastGate })),
  );
  const { world, sent } = aWorld();
  await work(practice, world, "mail_client_begun");
  await work(practice, world, "mail_client_begun");
  expect(sent.map(({ letter }) => letter.to).sort()).toEqual([lena, max].sort());
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  for (const { letter } of sent) {
    expect(letter.subject).toBe("A note from Tess Therapist");
    expect(letter.text).toContain("From now on you can book sessions with Tess Therapist.");
    expect(letter.text).toMatch(/http:\/\/localhost:3000\/join\/[0-9a-f]{32}\.[\w-]{43}/);
    expect(letter.html + letter.text).not.toContain("canary");
  }
  const letters = await lettersToClient(practice.ctx, [clientId]);
  expect(letters.map(({ status }) => status)).toEqual(["sent", "sent"]);
});

test("a carrier that fails for one keeps nobody else waiting, and the same letter is tried again", async () => {
  const { practice } = await aGroup(house);
  const { clientId, lena, max } = await aCouple(practice);
  await granted(
    theirs(beginTogether(practice.own, { clientId, therapistIds: [practice.therapistId], pastGate })),
  );
  const { world, sent } = aWorld([lena]);
  await expect(work(practice, world, "mail_client_begun")).rejects.toThrow();
  house.clock.advance(60_000);
  await expect(work(practice, world, "mail_client_begun")).rejects.toThrow();
  expect(sent.map(({ letter }) => letter.to).sort()).toEqual([lena, lena, max].sort());
  const [first, again] = sent.filter(({ letter }) => letter.to === lena);
  expect(again).toEqual(first);
});

test("nothing is told of a beginning that ended before the letter was written", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCouple(practice);
  await granted(theirs(beginTogether(own, { clientId, therapistIds: [therapistId], pastGate })));
  await granted(theirs(changeStage(own, { clientId, therapistId, to: "ended" })));
  const { world, sent } = aWorld();
  await work(practice, world, "mail_client_begun");
  expect(sent).toEqual([]);
});

test("a referral's letter carries the words to them and other places, never why; whoever asked for none gets none", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCallHeld(house, practice, { name: "Ann", email: "ann@selvage.test" });
  const words = {
    why: "canary-of-why",
    toThem: "I wish you well.\n\nTruly.",
    places: "Ben Okafor\n\nThe harbour line",
  };
  await granted(theirs(referOn(own, { clientId, therapistId, words })));
  const { world, sent } = aWorld();
  await house.database.pool.query("update participants set may_email = false where client_id = $1", [
    clientId,
  ]);
  await work(practice, world, "mail_client_referred");
  expect(sent).toEqual([]);
  await house.database.pool.query("update participants set may_email = true where client_id = $1", [
    clientId,
  ]);
  await work(practice, world, "mail_client_referred");
  expect(sent).toHaveLength(1);
  const { letter } = sent[0]!;
  expect(letter).toMatchObject({ to: "ann@selvage.test", subject: "A note from Tess Therapist" });
  for (const words of ["I wish you well.", "Truly.", "Ben Okafor", "The harbour line", "/help-now"])
    expect(letter.text).toContain(words);
  expect(JSON.stringify(letter)).not.toContain("canary");
  expect(
    await findBroken(house.database.pool, { secrets: ["canary-of-why", "canary-of-past-gate"] }),
  ).toEqual([]);
});

test("a discreet letter names neither practice nor profession, in sender or subject", async () => {
  const { practice } = await aGroup(house);
  const { clientId } = await aCouple(practice);
  await house.database.pool.query("update participants set is_discreet = true where client_id = $1", [
    clientId,
  ]);
  const { world, sent } = aWorld();
  await work(practice, world, "mail_client_welcome");
  expect(sent).toHaveLength(2);
  for (const { letter } of sent) {
    expect(letter.subject).toBe("A note for you");
    expect(letter.from).toBe('"Tess" <hello@selvage.test>');
  }
});

test("nor does it where nobody in particular writes: the practice's name stands in no sender of it", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCouple(practice);
  await house.database.pool.query("update participants set is_discreet = true where client_id = $1", [
    clientId,
  ]);
  const lead = { ...own, actor: { ...own.actor, therapistId: null, clinicalLead: true } };
  await granted(theirs(beginTogether(lead, { clientId, therapistIds: [therapistId], pastGate })));
  const { world, sent } = aWorld();
  await work(practice, world, "mail_client_begun");
  expect(sent).toHaveLength(2);
  for (const { letter } of sent) expect(letter.from).toBe('"Appointments" <hello@selvage.test>');
});
