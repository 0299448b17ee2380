import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { keepSettings, settingsOf } from "#app/domain/invoices/settings.ts";
import { keepChoice } from "#app/domain/notifications/preferences.ts";
import { remindOfDebt } from "#app/domain/notifications/remind-debt.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { writeOff } from "#app/domain/payments/write-off.ts";
import { perform } from "#app/perform.ts";
import { newId } from "#app/values/ids.ts";
import type { Letter, World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aDebt } from "#tests/domain/payments/a-debt.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let debt: Awaited<ReturnType<typeof aDebt>>;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  practice = await aPractice(house.house);
  debt = await aDebt(house, practice);
});

/** Do what waits for this practice under these names, one after the other; gives the letters that went, by key. */
async function work(...jobs: string[]): Promise<Map<string, Letter>> {
  const sent = new Map<string, Letter>();
  const hand = async (letter: Letter, key: string) => {
    sent.set(key, letter);
    return { outcome: "sent" as const, id: key };
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  for (const job of jobs)
    for (const one of await house.waiting()) {
      const { practiceId } = one as unknown as { practiceId: string };
      if (one.job === job && practiceId === practice.ctx.practiceId)
        await perform(house.house, world, { ...one, practiceId });
    }
  return sent;
}

const letters = async (...jobs: string[]) => [...(await work(...jobs)).values()];
const paperLetters = () => letters("issue_paper", "issue_credit_note", "mail_client_paper");
const pay = (amount = 8500) =>
  granted(
    recordPayment(practice.own, {
      ...{ id: newId(), bookingId: debt.bookingId, amount, method: "cash", paidAt: house.clock.now },
    }),
  );
const change = (text: string) =>
  house.database.pool.query(`update participants set ${text} where client_id = $1`, [debt.client.clientId]);

async function somebodyElse(role: string) {
  const id = newId();
  await house.database.pool.query(
    `insert into participants (id, practice_id, client_id, name, role, email, created_at)
     values ($1, $2, $3, 'Pat Payer', $4, $5, now())`,
    [id, practice.ctx.practiceId, debt.client.clientId, role, `${id}@selvage.test`],
  );
  return { id, email: `${id}@selvage.test` };
}

test("a practice that sends no letters about papers sends none, and the paper is there all the same", async () => {
  const settings = await settingsOf(practice.ctx);
  await keepSettings(practice.own, { ...settings, areMailed: false });
  await pay();
  expect(await paperLetters()).toEqual([]);
  const { rows } = await house.database.pool.query("select id from papers where practice_id = $1", [
    practice.ctx.practiceId,
  ]);
  expect(rows).toHaveLength(1);
});

test("whoever paid hears that it arrived, how much it was, and where its paper is; nothing else", async () => {
  await pay(6000);
  const [letter, ...more] = await paperLetters();
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ to: debt.client.email, subject: "Your payment of €60", attachments: [] });
  expect(letter?.text).toContain("Payment record 2027-0001 is on your page, under Payments.");
  expect(letter?.text).toContain("http://localhost:3000/client/payments");
  expect(letter?.text).toMatch(/No more letters like this one:\n\S+\/unsubscribe\//);
  const said = `${letter?.subject} ${letter?.text} ${letter?.html}`;
  expect(said).not.toMatch(/session|therapy|appointment|4 February|hypno/i);
});

test("the same letter is written at every try, and one goes out however often the job is done", async () => {
  await pay();
  const first = await work("issue_paper", "mail_client_paper");
  expect(first.size).toBe(1);
  await house.database.pool.query("delete from deliveries");
  house.clock.advance(3_600_000);
  const second = await work("mail_client_paper");
  expect([...second]).toEqual([...first]);
  expect((await work("mail_client_paper")).size).toBe(0);
});

test("money that goes back is told as that", async () => {
  await pay();
  await paperLetters();
  await granted(giveBack(practice.own, { id: newId(), bookingId: debt.bookingId, amount: 2500 }));
  const back = (await letters("issue_credit_note", "mail_client_paper")).filter(
    ({ subject }) => subject === "€25 goes back to you",
  );
  expect(back).toHaveLength(1);
  expect(back[0]?.text).toContain("Credit note 2027-0001");
});

test("whoever asked for discretion reads no name and no sum from outside; whoever asked for none gets none", async () => {
  await change("is_discreet = true");
  await pay(1000);
  const [discreet] = await paperLetters();
  expect(discreet).toMatchObject({ subject: "A note for you", from: '"Tess" <hello@selvage.test>' });
  await change("may_email = false");
  await pay(1000);
  expect(await paperLetters()).toEqual([]);
  expect(await remind()).toEqual({ ok: false, refusal: "no_letters" });
});

test("who stopped letters about papers gets none, and is still reminded", async () => {
  const { actor } = debt.client.ctx;
  const userId = actor.kind === "client" ? actor.userId : "";
  await keepChoice(practice.ctx, userId, "papers", { email: false, inPlace: true });
  await pay(1000);
  expect(await paperLetters()).toEqual([]);
  await granted(remind());
  expect(await letters("mail_client_owing")).toHaveLength(1);
});

test("the letter goes to who is kept as the one who pays, and never to a contact", async () => {
  await somebodyElse("emergency_contact");
  const payer = await somebodyElse("payer");
  await house.database.pool.query(
    "insert into client_billing (client_id, practice_id, payer_id, changed_at) values ($1, $2, $3, now())",
    [debt.client.clientId, practice.ctx.practiceId, payer.id],
  );
  await pay(1000);
  expect((await paperLetters()).map(({ to }) => to)).toEqual([payer.email]);
});

test("what is paid for a child is told to the guardian, not to the child", async () => {
  await change("is_under_age = (role = 'self')");
  const guardian = await somebodyElse("guardian");
  await pay(1000);
  expect((await paperLetters()).map(({ to }) => to)).toEqual([guardian.email]);
});

const remind = (ctx: MemberCtx = practice.own) => remindOfDebt(ctx, debt.client.clientId);

test("a reminder says that something is open and how much, and comes at most once a week", async () => {
  await granted(remind());
  const [letter, ...more] = await letters("mail_client_owing");
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ to: debt.client.email, subject: "A payment that is still open" });
  expect(letter?.text).toContain("€85");
  expect(`${letter?.text} ${letter?.html}`).not.toMatch(/session|therapy|appointment|hypno/i);
  expect(await remind()).toEqual({ ok: false, refusal: "too_soon" });
  house.clock.advance(7 * 24 * 3_600_000 - 1);
  expect(await remind()).toEqual({ ok: false, refusal: "too_soon" });
  house.clock.advance(1);
  const both = await Promise.all([remind(), remind()]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a reminder is not written any more once something was paid or given up", async () => {
  await granted(remind());
  await pay(500);
  expect(await letters("mail_client_owing")).toEqual([]);
  await granted(writeOff(practice.own, { bookingId: debt.bookingId, reason: "other", amount: 8000 }));
  house.clock.advance(8 * 24 * 3_600_000);
  expect(await remind()).toEqual({ ok: false, refusal: "nothing_owed" });
});

test("only who takes money reminds, a therapist of what is owed to her", async () => {
  const { practiceId } = practice.ctx;
  const as = (wishes: Parameters<typeof aMember>[1]) => ({
    ...practice.ctx,
    actor: aMember(practiceId, wishes),
  });
  const refused = { ok: false, refusal: "not_here" };
  expect(await remind(as({ roles: ["scheduler"] }))).toEqual(refused);
  expect(await remind(as({ therapistId: newId() }))).toEqual(refused);
  expect(await remind((await aPractice(house.house)).own)).toEqual(refused);
  expect(await remindOfDebt(practice.own, newId())).toEqual(refused);
  await granted(remind(as({ roles: ["biller"] })));
});
