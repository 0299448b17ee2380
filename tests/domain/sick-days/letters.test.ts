import { afterAll, beforeAll, expect, test } from "vitest";
import { openLink } from "#app/domain/bookings/queries.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aFullDay, carryOut, minute, press } from "./a-sick-day.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

function aPostOffice() {
  const sent: Letter[] = [];
  const hand = async (letter: Letter, id: string) => {
    sent.push(letter);
    return { outcome: "sent" as const, id };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  return { world, sent };
}

/** Call a day off, and write every letter to its clients that follows from it; each of them twice. */
async function calledOff(hours: readonly number[], message?: string) {
  const { practice, people } = await aFullDay(house, hours);
  return { practice, people, ...(await writeAfter(practice, message)) };
}

async function writeAfter(practice: Parameters<typeof press>[0], message?: string) {
  const { sickDayId } = await press(practice, message ? { message } : {});
  house.clock.advance(3 * minute);
  await carryOut(practice, sickDayId);
  const { world, sent } = aPostOffice();
  const due = (await house.waiting()).filter(({ job }) => /^mail_client_(cancelled|declined)$/.test(job));
  for (const work of [...due, ...due]) {
    const here = { practiceId: practice.ctx.practiceId, ...work };
    if (here.practiceId === practice.ctx.practiceId) await perform(house.house, world, here);
  }
  return { sickDayId, sent };
}

test("everybody gets one letter, with their own three openings, her sentence, and a file that takes the time out", async () => {
  const { people, sent, practice } = await calledOff([10, 12], "A fever, nothing worse.");
  expect(sent.map(({ to }) => to).sort()).toEqual(people.map(({ email }) => email).sort());
  for (const { email, booked } of people) {
    const letter = sent.find(({ to }) => to === email)!;
    const { starts } = (await suggestedFor(practice.ctx, booked.id))!;
    expect(letter.text).toContain("A fever, nothing worse.");
    expect(letter.text).toContain("It costs you nothing.");
    expect(starts).toHaveLength(3);
    for (const at of starts) expect(letter.text).toContain(`?at=${new Date(at).toISOString()}`);
    expect(letter.subject).toMatch(/^Cancelled: your time with Tess Therapist on /);
    expect(letter.attachments[0]?.content).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1\b/);
    expect(letter.subject).not.toMatch(/ill|sick|fever|well/i);
    expect(letter.attachments[0]?.content).not.toMatch(/\bill\b|sick|fever/i);
    const token = /\/book\/manage\/([\w-]{43})\/another/.exec(letter.text)![1]!;
    expect(await openLink(house.house, token)).toMatchObject({ booking: { booking: { id: booked.id } } });
  }
});

test("who has no address, or asked for no letters, gets none; discreet is discreet", async () => {
  const { practice, people } = await aFullDay(house, [10, 12, 14]);
  const [mute, silent, discreet] = people;
  const set = (text: string, id: string) => house.database.pool.query(text, [id]);
  await set("update bookings set guest_email = null where id = $1", mute!.booked.id);
  await set("update participants set may_email = false where client_id = $1", silent!.clientId);
  await set("update participants set is_discreet = true where client_id = $1", discreet!.clientId);
  const { sent } = await writeAfter(practice);
  expect(sent.map(({ to }) => to)).toEqual([discreet!.email]);
  expect(sent[0]!.subject).toMatch(/^Cancelled: your appointment on /);
  expect(sent[0]!.from).toContain("Appointments");
});

test("a request is declined with the same kindness, and a time that was only on offer goes back without a word", async () => {
  const { practice, people } = await aFullDay(house, [10, 12]);
  const [asked, offered] = people;
  const holds = (id: string, status: string, heldFor: string) =>
    house.database.pool.query(
      "update bookings set status = $2, held_for = $3, holds_until = '2027-02-06' where id = $1",
      [id, status, heldFor],
    );
  await holds(asked!.booked.id, "requested", "approval");
  await holds(offered!.booked.id, "held", "offer");
  const { sent } = await writeAfter(practice);
  expect(sent.map(({ to }) => to)).toEqual([asked!.email]);
  expect(sent[0]!.text).toContain("I have to say no to the time you asked for");
  const { rows } = await house.database.pool.query(
    "select b.status, a.occupies from bookings b join appointments a on a.id = b.appointment_id where b.id = any($1) order by a.starts_at",
    [people.map(({ booked }) => booked.id)],
  );
  expect(rows).toEqual([
    { status: "cancelled", occupies: false },
    { status: "cancelled", occupies: false },
  ]);
});
