import { afterAll, beforeAll, expect, test } from "vitest";
import { askForAddress, openAddressLink } from "#app/domain/identity/change-address.ts";
import { jobs } from "#app/jobs.ts";
import type { Letter, World } from "#app/world.ts";
import { aSession } from "#tests/support/a-session.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

/** Somebody asks for an address; gives what the post then brings, twice over. */
async function lettersFor(newEmail: string, { later = 0 } = {}) {
  const client = await practice.aClient();
  const { userId } = client.ctx.actor as { userId: string };
  const { session } = await aSession(house.house, { userId, practiceId: practice.ctx.practiceId });
  expect((await askForAddress(client.ctx, session, newEmail)).ok).toBe(true);
  const { rows } = await house.database.pool.query("select id from email_changes where user_id = $1", [
    userId,
  ]);
  const subject = { practiceId: practice.ctx.practiceId, subjectId: rows[0].id, sequence: 0 };
  house.clock.advance(later);
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key, letter });
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (let twice = 0; twice < 2; twice++)
    for (const job of ["mail_address_old", "mail_address_new"] as const)
      await jobs[job](practice.ctx, world, subject);
  return { client, id: rows[0].id, sent };
}

const linkIn = ({ text }: Letter) => /http:\/\/localhost:3000\/address\/([\w-]{43})/.exec(text)?.[1];

test("both mailboxes get one letter each, with a link of their own and nothing of it in the subject", async () => {
  const { client, id, sent } = await lettersFor("fresh@selvage.test");

  expect(sent.map(({ key }) => key)).toEqual([`address:old:${id}`, `address:new:${id}`]);
  const [old, fresh] = sent.map(({ letter }) => letter);
  expect([old!.to, fresh!.to]).toEqual([client.email, "fresh@selvage.test"]);
  for (const [letter, side] of [
    [old!, "old"],
    [fresh!, "new"],
  ] as const) {
    expect(await openAddressLink(house.house, linkIn(letter) ?? "")).toMatchObject({ side, state: "open" });
    expect(letter.html).toContain(`/address/${linkIn(letter)}`);
    expect(letter.text).toContain("fresh@selvage.test");
    expect(letter.subject).not.toContain("@");
    expect(letter.replyTo).toBe("practice@selvage.test");
  }
});

test("an address that has an account is told so there, without a link and without a name", async () => {
  const { email } = await practice.aClient();
  const { client, sent } = await lettersFor(email);
  const [old, taken] = sent.map(({ letter }) => letter);
  expect(linkIn(old!)).toBeDefined();
  expect(taken!.to).toBe(email);
  expect(taken!.text).toContain("It belongs to an account already, so nothing was changed.");
  for (const secret of ["/address/", client.name, client.email])
    expect(`${taken!.html}${taken!.text}`).not.toContain(secret);
});

test("a wish that ran out before its letters went is told to nobody", async () => {
  expect((await lettersFor("late@selvage.test", { later: 3_600_000 })).sent).toEqual([]);
});
