import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { movedDuring } from "#app/domain/payments/list.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { writeOff } from "#app/domain/payments/write-off.ts";
import { moneyDuring } from "#app/domain/reports/money.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aDebt } from "#tests/domain/payments/a-debt.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  practice = await aPractice(house.house);
});

const february = { from: new Date("2027-02-01T00:00:00Z"), until: new Date("2027-03-01T00:00:00Z") };
const march = { from: february.until, until: new Date("2027-04-01T00:00:00Z") };
type Way = "cash" | "bank_transfer";
const pay = (bookingId: string, amount: number, method: Way = "cash", paidAt = house.clock.now) =>
  granted(recordPayment(practice.own, { id: newId(), bookingId, amount, method, paidAt }));

/** A late cancellation whose fee is kept. */
async function aKeptFee() {
  const client = await practice.aClient();
  await client.begin();
  const startsAt = Date.parse("2027-02-20T10:00:00Z");
  house.clock.now = new Date(startsAt - 30 * 3_600_000);
  const wish = practice.wish({ typeSlug: "session", startsAt });
  const { id: bookingId } = await granted(client.book(wish));
  await house.database.pool.query("update bookings set late_fee_percent = 33 where id = $1", [bookingId]);
  house.clock.now = new Date(startsAt - 3_600_000);
  await granted(cancel(client.ctx, { bookingId, therapistId: practice.therapistId, by: "client" }));
  await granted(decideFee(practice.own, { bookingId, decision: "kept" }).then((decided) => decided!));
  return bookingId;
}

/** The same, counted anew from what happened, without the books. */
async function recount({ from, until }: typeof february) {
  const { rows } = await house.database.pool.query(
    `with mine as (select b.*, a.starts_at from bookings b join appointments a on a.id = b.appointment_id where b.practice_id = $1),
       earned as (select id, starts_at, case when status = 'attended' then price - discount
         else floor((price - discount) * late_fee_percent / 100.0 + 0.5) end as sum
         from mine where status = 'attended' or (fee_decision = 'kept' and (status = 'no_show' or is_late))),
       paid as (select t.booking_id, sum(t.amount) as sum from payment_parts t join payments p on p.id = t.payment_id
         and p.status = 'paid' group by 1),
       back as (select booking_id, sum(amount) as sum from refunds where status <> 'failed' group by 1),
       lost as (select booking_id, amount as sum from write_offs)
     select
       (select coalesce(sum(t.amount), 0)::int from payment_parts t join payments p on p.id = t.payment_id
         where p.practice_id = $1 and p.status = 'paid' and p.paid_at >= $2 and p.paid_at < $3) as came,
       (select coalesce(sum(amount), 0)::int from refunds where practice_id = $1 and status <> 'failed'
         and goes_to <> 'credit' and asked_at >= $2 and asked_at < $3) as went,
       (select coalesce(sum(e.sum - least(e.sum, greatest(0, coalesce(b.sum, 0) - greatest(0, coalesce(p.sum, 0) - e.sum)))), 0)::int
         from earned e left join paid p on p.booking_id = e.id left join back b on b.booking_id = e.id
         where e.starts_at >= $2 and e.starts_at < $3) as earned,
       (select coalesce(sum(greatest(0, e.sum - coalesce(p.sum, 0) - coalesce(l.sum, 0))), 0)::int
         from earned e left join paid p on p.booking_id = e.id left join lost l on l.booking_id = e.id
         where e.starts_at >= $2 and e.starts_at < $3) as open`,
    [practice.ctx.practiceId, from, until],
  );
  return rows[0];
}

async function summed(span: typeof february, ctx: MemberCtx = practice.own) {
  const { came, went, earned, open } = await moneyDuring(ctx, span);
  const total = (amounts: object) => Object.values(amounts).reduce((sum, one: number) => sum + one, 0);
  return { came: total(came), went: total(went), earned, open };
}

test("the sums of a month equal a plain recount of what happened in it", async () => {
  const [one, two, three] = [
    await aDebt(house, practice),
    await aDebt(house, practice),
    await aDebt(house, practice),
  ];
  await pay(one.bookingId, 8500);
  await pay(two.bookingId, 3000, "bank_transfer");
  await granted(giveBack(practice.own, { id: newId(), bookingId: one.bookingId, amount: 1500 }));
  await granted(writeOff(practice.own, { bookingId: three.bookingId, reason: "agreed", amount: 8500 }));
  const fee = await aKeptFee();
  house.clock.now = new Date("2027-03-02T09:00:00Z");
  await pay(fee, 805);

  expect(await moneyDuring(practice.own, february)).toMatchObject({
    came: { cash: 8500, bank_transfer: 3000 },
    went: { by_hand: 1500 },
  });
  for (const span of [february, march]) expect(await summed(span)).toEqual(await recount(span));
  expect(await summed(february)).toEqual({ came: 11_500, went: 1500, earned: 26_805, open: 7500 });
  expect(await summed(march)).toEqual({ came: 805, went: 0, earned: 0, open: 0 });
  expect((await movedDuring(practice.own, february)).map(({ kind, amount }) => [kind, amount])).toEqual([
    ["came", 8500],
    ["came", 3000],
    ["went", 1500],
  ]);
});

test("a therapist's sums are of her own sessions, and nobody else's practice is in them", async () => {
  const { bookingId } = await aDebt(house, practice);
  await pay(bookingId, 2000);
  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, wishes),
  });
  const all = { came: 2000, went: 0, earned: 8500, open: 6500 };
  const none = { came: 0, went: 0, earned: 0, open: 0 };
  expect(await summed(february, as({ roles: ["biller"] }))).toEqual(all);
  expect(await summed(february, as({ therapistId: practice.therapistId }))).toEqual(all);
  expect(await summed(february, as({ therapistId: newId() }))).toEqual(none);
  expect(await summed(february, as({ roles: ["scheduler"] }))).toEqual(none);
  expect(await summed(february, (await aPractice(house.house)).own)).toEqual(none);
});
