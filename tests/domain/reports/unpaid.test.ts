import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { writeOff } from "#app/domain/payments/write-off.ts";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aDebt } from "#tests/domain/payments/a-debt.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const day = 24 * 3_600_000;

test("a session hangs loose when it is not paid two weeks after it ended, as plain SQL counts it, until it is", async () => {
  const practice = await aPractice(house.house);
  const therapist = { id: practice.therapistId, zone: "Europe/Lisbon" };
  const hanging = async (ctx: MemberCtx = practice.own) =>
    (await looseEnds(ctx, therapist)).unpaid.map(({ startsAt }) => startsAt.getTime());
  const [first, second, third] = [
    await aDebt(house, practice),
    await aDebt(house, practice),
    await aDebt(house, practice),
  ];
  const end = first.startsAt + 50 * 60_000;
  house.clock.now = new Date(end + 14 * day - 1);
  expect(await hanging()).toEqual([]);
  house.clock.now = new Date(end + 14 * day);
  expect(await hanging()).toEqual([first.startsAt]);

  house.clock.now = new Date(third.startsAt + 15 * day);
  const recount = async () => {
    const { rows } = await house.database.pool.query<{ at: Date }>(
      `select a.starts_at as at from bookings b join appointments a on a.id = b.appointment_id
       where b.therapist_id = $1 and b.status = 'attended' and a.ends_at <= $2::timestamptz - interval '14 days'
         and b.price - b.discount > coalesce((select sum(t.amount) from payment_parts t join payments p on p.id = t.payment_id
           and p.status = 'paid' where t.booking_id = b.id), 0)
           + coalesce((select w.amount from write_offs w where w.booking_id = b.id), 0)
       order by 1`,
      [practice.therapistId, house.clock.now],
    );
    return rows.map(({ at }) => at.getTime());
  };
  expect(await hanging()).toHaveLength(3);
  expect(await hanging()).toEqual(await recount());

  const cash = { method: "cash", paidAt: house.clock.now } as const;
  await granted(
    recordPayment(practice.own, { id: newId(), bookingId: first.bookingId, amount: 8000, ...cash }),
  );
  expect(await hanging()).toEqual(await recount());
  await granted(
    recordPayment(practice.own, { id: newId(), bookingId: first.bookingId, amount: 500, ...cash }),
  );
  await granted(writeOff(practice.own, { bookingId: second.bookingId, reason: "agreed", amount: 8500 }));
  expect(await hanging()).toEqual([third.startsAt]);
  expect(await hanging()).toEqual(await recount());

  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, wishes),
  });
  expect(await hanging(as({ roles: ["scheduler"] }))).toEqual([]);
  expect(await hanging(as({ therapistId: newId() }))).toEqual([]);
  expect(await hanging(as({ roles: ["owner"] }))).toEqual([third.startsAt]);
});
