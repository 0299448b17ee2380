import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliver } from "#app/domain/notifications/deliver.ts";
import { followMail, hear } from "#app/domain/notifications/hear.ts";
import { turnedAway, writeAgain } from "#app/domain/notifications/log.ts";
import type { MailEvent, World } from "#app/world.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

/** A carrier that takes everything and names what it took. */
function aWorld() {
  const taken: string[] = [];
  const hand = async () => {
    const id = randomUUID();
    taken.push(id);
    return { outcome: "sent" as const, id };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  return { world, taken };
}

async function aLetter(world: World, to: string, letter = "client_confirmed") {
  const key = `client:confirmed:${randomUUID()}`;
  await deliver(practice.ctx, world, {
    key,
    letter,
    subjectId: randomUUID(),
    write: () => ({ from: "a@b.test", to, subject: "x", html: "x", text: "x", attachments: [] }),
  });
  const { rows } = await house.database.pool.query(
    "select id, status, fate, carrier_id from deliveries where key = $1",
    [key],
  );
  return rows[0] as { id: string; status: string; fate: string | null; carrier_id: string | null };
}

function anEvent(carrierId: string, kind: MailEvent["kind"], event: Partial<MailEvent> = {}): MailEvent {
  const isPermanent = kind === "bounced";
  return { id: `msg_${randomUUID()}`, kind, carrierId, isPermanent, happenedAt: house.clock.now, ...event };
}

const fateOf = async (carrierId: string) =>
  (await house.database.pool.query("select fate from deliveries where carrier_id = $1", [carrierId])).rows[0]
    .fate;

test("what became of a letter is the same in whatever order it is told, and however often", async () => {
  const seed = Date.now() % 1_000_000;
  console.info(`seed ${seed}`);
  const random = randomFrom(seed);
  const { world } = aWorld();
  const cases: [MailEvent["kind"][], string][] = [
    [["delayed"], "delayed"],
    [["delayed", "delivered"], "delivered"],
    [["delivered", "complained", "delayed"], "complained"],
    [["delayed", "bounced"], "bounced"],
  ];
  for (const [kinds, fate] of cases)
    for (let nth = 0; nth < 4; nth += 1) {
      const { carrier_id } = await aLetter(world, `${randomUUID()}@selvage.test`);
      const events = kinds.map((kind) => anEvent(carrier_id!, kind));
      const told = [...events, ...events].sort(() => random() - 0.5);
      for (const event of told) {
        await hear(house.house, event);
        if (random() < 0.5) await followMail(house.house);
      }
      await Promise.all([followMail(house.house), followMail(house.house)]);
      expect(await fateOf(carrier_id!), kinds.join()).toBe(fate);
    }
});

test("a bounce that is told before we know of the letter is not lost, and one about nobody's letter is laid aside", async () => {
  const { world } = aWorld();
  const early = anEvent("not-ours-yet", "bounced");
  await hear(house.house, early);
  await followMail(house.house);
  const letter = await aLetter(world, "early@selvage.test");
  await house.database.pool.query("update deliveries set carrier_id = 'not-ours-yet' where id = $1", [
    letter.id,
  ]);
  await followMail(house.house);
  expect(await fateOf("not-ours-yet")).toBe("bounced");

  await hear(house.house, anEvent("never-ours", "bounced"));
  house.clock.advance(25 * 3_600_000);
  await followMail(house.house);
  const { rows } = await house.database.pool.query("select id from mail_events where worked_at is null");
  expect(rows).toEqual([]);
});

test("an address that turned letters away gets none but those its owner waits for, until somebody lifts it", async () => {
  const { world, taken } = aWorld();
  const { wish, own, ctx } = practice;
  const client = await practice.aClient();
  void wish;
  const first = await aLetter(world, client.email);
  await hear(house.house, anEvent(first.carrier_id!, "bounced"));
  await followMail(house.house);

  expect((await aLetter(world, client.email)).status).toBe("withheld");
  expect((await aLetter(world, client.email, "sign_in")).status).toBe("sent");
  expect((await aLetter(world, "somebody-else@selvage.test")).status).toBe("sent");
  expect(taken).toHaveLength(3);
  const away = await turnedAway(own);
  expect(away).toMatchObject([{ address: client.email, why: "bounced", clientId: client.clientId }]);

  const other = await aPractice(house.house);
  expect(await turnedAway(other.own)).toEqual([]);
  expect(await writeAgain(other.own, away[0]!.deliveryId)).toBeNull();

  house.clock.advance(1000);
  expect(await writeAgain(own, away[0]!.deliveryId)).toEqual({ address: client.email });
  expect(await turnedAway(own)).toEqual([]);
  // The same bounce told late once more changes nothing; a new one does.
  await hear(
    house.house,
    anEvent(first.carrier_id!, "bounced", { happenedAt: new Date(+house.clock.now - 5000) }),
  );
  await followMail(house.house);
  const again = await aLetter(world, client.email);
  expect(again.status).toBe("sent");
  house.clock.advance(1000);
  await hear(house.house, anEvent(again.carrier_id!, "complained"));
  await followMail(house.house);
  expect(await turnedAway(own)).toMatchObject([{ why: "complained" }]);
  expect(ctx.practiceId).toBe(own.practiceId);
});

test("a full mailbox is no reason to stop writing", async () => {
  const { world } = aWorld();
  const client = await practice.aClient();
  const first = await aLetter(world, client.email);
  await hear(house.house, anEvent(first.carrier_id!, "bounced", { isPermanent: false }));
  await followMail(house.house);
  expect(await fateOf(first.carrier_id!)).toBe("bounced");
  expect((await aLetter(world, client.email)).status).toBe("sent");
});
