import { afterAll, beforeAll, expect, test } from "vitest";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { peopleOf } from "#app/domain/clients/reach.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { changePersonAndPlaces, placesFollowAddress } from "#app/domain/waiting/follow-address.ts";
import { joinEarlier } from "#app/domain/waiting/join-earlier.ts";
import { findWait } from "#app/domain/waiting/link.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

/** A client who has a session, and waits for an earlier one on a day nobody works. */
async function waiting(startsAt: string) {
  const client = await practice.aClient();
  await client.begin();
  const { therapistId } = practice;
  const wish = { therapistId, clientId: client.clientId, typeSlug: "session" };
  const at = Date.parse(startsAt);
  const { id } = await granted(bookFor(practice.own, { ...wish, startsAt: at, knowingly: true }));
  const sunday = [{ weekday: 7, startMinute: 0, length: 30 }];
  const { wait } = await granted(joinEarlier(practice.ctx, { bookingId: id, windows: sunday }));
  const [person] = await peopleOf(practice.own, { id: client.clientId });
  const { id: participantId, clientId, practiceId: _, userId: __, createdAt: ___, ...facts } = person!;
  return {
    wait,
    client: { ...client, ctx: client.ctx as ClientCtx },
    change: (email: string | null) =>
      changePersonAndPlaces(practice.own, { clientId, participantId, facts: { ...facts, email } }),
    again: async () => (await findWait(practice.ctx, wait.id))!,
  };
}

test("letters about a place in line follow a person's new address; without one the place is given up", async () => {
  const one = await waiting("2027-02-10T09:00:00Z");
  const other = await waiting("2027-02-11T09:00:00Z");
  const address = `${newId()}@selvage.test`;

  expect(await one.change(address)).toMatchObject({ ok: true });
  expect(await one.again()).toMatchObject({ guestEmail: address, status: "waiting" });
  expect(await one.change(null)).toMatchObject({ ok: true });
  expect(await one.again()).toMatchObject({ status: "left" });
  expect(await other.again()).toMatchObject({ guestEmail: other.client.email, status: "waiting" });
  expect(await one.change(other.client.email)).toEqual({ ok: false, refusal: "already_here" });
});

test("somebody who changes their own address takes their places along, and keeps one where they had two", async () => {
  const { client, wait, again } = await waiting("2027-02-12T09:00:00Z");
  const to = `${newId()}@selvage.test`;
  const { userId } = client.ctx.actor;
  await placesFollowAddress(house.house, { userId, from: client.email, to });
  expect(await again()).toMatchObject({ guestEmail: to, status: "waiting" });
  expect(wait.guestEmail).toBe(client.email);

  const line = await aLine(house, { days: 1 });
  const [first, second] = [await line.join(), await line.join()];
  const person = await line.practice.aClient();
  await line.sql("update waits set client_id = $1 where id = $2", [person.clientId, first.id]);
  const own = person.ctx as ClientCtx;
  const change = { userId: own.actor.userId, from: first.guestEmail, to: second.guestEmail };
  await placesFollowAddress(house.house, change);
  expect(await line.again(first)).toMatchObject({ status: "left" });
  expect(await line.again(second)).toMatchObject({ status: "waiting" });
  expect(await findBroken(house.database.pool)).toEqual([]);
});
