import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aTime, everyHour } from "#tests/routes/client/a-house-of-clients.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true, hours: everyHour });
});
afterAll(() => built.close());

test.each(["move", "cancellation", "refusal"])(
  "no letter is promised by the page of a %s that can’t be",
  async (deed) => {
    const cookie = await built.cookieOf(practice.own.actor);
    const { id } = await granted(book(practice.ctx, practice.wish({ startsAt: Date.parse(aTime()) })));
    await granted(callOff(practice.own, { bookingId: id, sequence: 0 }));
    const { status, text } = await built.ask(`/practice/bookings/${id}/${deed}`, cookie);
    expect(status).toBe(200);
    expect(text).not.toContain("get a");
  },
);
