import { afterAll, beforeAll, expect, test } from "vitest";
import type { ParticipantRole } from "#app/db/schema/clients.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { ownDebts, ownMovements } from "#app/domain/payments/own.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let clientId: string;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  clientId = client.clientId;
  const startsAt = Date.parse("2027-02-04T10:00:00Z");
  const { id } = await granted(client.book(practice.wish({ typeSlug: "session", startsAt })));
  house.clock.now = new Date("2027-02-04T12:00:00Z");
  await granted(markAttended(practice.own, id));
  const cash = { id: newId(), bookingId: id, amount: 2500, method: "cash", paidAt: house.clock.now } as const;
  await granted(recordPayment(practice.own, cash));
});
afterAll(() => house.close());

/** Somebody in the client, signed in. */
async function somebody(role: ParticipantRole | null): Promise<ClientCtx> {
  const id = newId();
  const { userId } = await knowByAddress(practice.ctx, { name: "Somebody", email: `${id}@selvage.test` });
  if (role)
    await house.database.pool.query(
      "insert into participants (id, practice_id, client_id, user_id, role, name) values ($1, $2, $3, $4, $5, 'Somebody')",
      [id, practice.ctx.practiceId, clientId, userId, role],
    );
  return { ...practice.ctx, actor: { kind: "client", userId } };
}

test.each(["self", "partner", "guardian", "payer"] as const)(
  "a %s sees what was paid and what is owed",
  async (role) => {
    const ctx = await somebody(role);
    expect(await ownDebts(ctx)).toMatchObject([{ amount: 6000, isFee: false, currency: "EUR" }]);
    expect(await ownMovements(ctx)).toMatchObject([{ kind: "came", amount: 2500, method: "cash" }]);
  },
);

test.each(["child", "emergency_contact", null] as const)("a %s sees nothing of it", async (role) => {
  const ctx = await somebody(role);
  expect(await ownDebts(ctx)).toEqual([]);
  expect(await ownMovements(ctx)).toEqual([]);
});
