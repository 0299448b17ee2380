import { afterAll, beforeAll, expect, test } from "vitest";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { changePersonAndLetters } from "#app/domain/bookings/follow-person.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { peopleOf } from "#app/domain/clients/reach.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { granted } from "./a-booking.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

async function booked(startsAt: string) {
  const client = await practice.aClient();
  await client.begin();
  const { id } = await granted(
    bookFor(practice.own, {
      therapistId: practice.therapistId,
      clientId: client.clientId,
      typeSlug: "session",
      startsAt: Date.parse(startsAt),
      knowingly: true,
    }),
  );
  const goesTo = async () => (await findBooking(practice.ctx, id))?.booking.guestEmail;
  const [person] = await peopleOf(practice.own, { id: client.clientId });
  const { clientId } = client;
  const { name, role, phone, isUnderAge } = person!;
  const { mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords } = person!;
  const facts = {
    ...{ name, role, phone, isUnderAge },
    ...{ mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords },
  };
  const change = (email: string | null, ctx = practice.own) =>
    changePersonAndLetters(ctx, { clientId, participantId: person!.id, facts: { ...facts, email } });
  return { client, goesTo, change };
}

test("letters about what is booked follow a person's new address, and stop where it is taken away", async () => {
  const { client, goesTo, change } = await booked("2027-02-04T09:00:00Z");
  const other = await booked("2027-02-05T09:00:00Z");
  const address = `${newId()}@selvage.test`;

  expect(await change(address)).toMatchObject({ ok: true });
  expect(await goesTo()).toBe(address);
  expect(await change(null)).toMatchObject({ ok: true });
  expect(await goesTo()).toBeNull();
  expect(await other.goesTo()).toBe(other.client.email);
  expect(client.email).not.toBe(address);
});

test("a change that is refused, or not theirs to make, moves no letter", async () => {
  const { client, goesTo, change } = await booked("2027-02-08T09:00:00Z");
  const other = await booked("2027-02-09T09:00:00Z");

  expect(await change(other.client.email)).toEqual({ ok: false, refusal: "already_here" });
  expect(await change("elsewhere@selvage.test", (await aPractice(house.house)).own)).toBeNull();
  expect(await goesTo()).toBe(client.email);
});
