import { type PaymentMethod, paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import type { TestPractice } from "#tests/support/practice.ts";

/** A client with a session booked on the fifth of February 2027 at ten in London. */
export async function aBooked(practice: TestPractice, startsAt = Date.parse("2027-02-05T10:00:00Z")) {
  const client = await practice.aClient();
  await client.begin();
  const { id } = await granted(client.book(practice.wish({ typeSlug: "session", startsAt })));
  return { client, bookingId: id };
}

type Part = { bookingId: string; amount: number; kind?: "session" | "late_fee" };
type Wish = { clientId: string; parts: Part[]; method?: PaymentMethod; payerId?: string };

/** A payment that was paid, as a row. */
export async function aPayment(house: TestHouse, practice: TestPractice, wish: Wish): Promise<string> {
  const { clientId, parts, method = "cash", payerId = null } = wish;
  const id = newId();
  const { practiceId, db } = practice.ctx;
  const at = house.clock.now;
  const amount = parts.reduce((sum, part) => sum + part.amount, 0);
  const times = { createdAt: at, paidAt: at, changedAt: at };
  const [purpose, status, currency] = ["owed", "paid", "EUR"] as const;
  await db
    .insert(payments)
    .values({ id, practiceId, clientId, purpose, method, status, amount, currency, payerId, ...times });
  for (const { kind = "session", ...part } of parts)
    await db.insert(paymentParts).values({ practiceId, paymentId: id, kind, ...part });
  return id;
}

type Back = { clientId: string; bookingId: string; paymentId: string; amount: number };

/** Money on its way back, as a row. */
export async function aRefund(
  house: TestHouse,
  practice: TestPractice,
  { goesTo = "by_hand", status = "succeeded", ...about }: Back & Partial<typeof refunds.$inferInsert>,
): Promise<string> {
  const id = newId();
  const at = house.clock.now;
  const decided = { currency: "EUR", reason: "goodwill", key: id, askedBy: "test" } as const;
  await practice.ctx.db.insert(refunds).values({
    ...{ id, practiceId: practice.ctx.practiceId, goesTo, status, askedAt: at, changedAt: at },
    ...decided,
    ...about,
  });
  return id;
}
