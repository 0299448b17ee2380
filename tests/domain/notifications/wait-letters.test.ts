import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { move } from "#app/domain/bookings/move.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { askWhetherStillLooking } from "#app/domain/waiting/chores.ts";
import { joinEarlier } from "#app/domain/waiting/join-earlier.ts";
import { perform } from "#app/perform.ts";
import type { World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(() => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
});
afterAll(() => house.close());

/** Somebody who has the second of four hours and would like an earlier one; `moveOn` takes them to the fourth. */
async function aHolder() {
  const line = await aLine(house, { days: 4 });
  const { id: bookingId } = line.booked[1]!;
  const held: Ctx = { ...line.ctx, actor: { kind: "holder", bookingId } };
  const { wait } = await granted(joinEarlier(held, { bookingId, windows: [] }));
  const moveOn = async () => {
    await line.free(3);
    const { therapistId, sequence } = (await findBooking(line.ctx, bookingId))!.booking;
    await granted(move(held, { bookingId, therapistId, sequence, startsAt: line.nine(4) }));
  };
  return { line, wait, moveOn };
}

type Letter = "mail_wait_joined" | "mail_wait_offered" | "mail_wait_asked" | "mail_wait_lapsed";
type Holder = Awaited<ReturnType<typeof aHolder>>;

/** What has to happen first for each letter to go out. */
const causes: Record<Letter, (holder: Holder) => Promise<void>> = {
  mail_wait_joined: async () => {},
  mail_wait_offered: async ({ line }) => {
    await line.free(0);
    await line.work();
  },
  mail_wait_asked: async ({ line, wait }) => {
    await line.sql("update waits set confirmed_at = $1 where id = $2", [new Date("2026-12-01"), wait.id]);
    await askWhetherStillLooking(house.house);
  },
  mail_wait_lapsed: async ({ line, wait }) => {
    const long = [new Date("2026-12-01"), new Date("2027-01-01"), wait.id];
    await line.sql("update waits set confirmed_at = $1, asked_at = $2 where id = $3", long);
    await askWhetherStillLooking(house.house);
  },
};

test.each(Object.keys(causes) as Letter[])(
  "%s says the same on every try, wherever the booking was moved to meanwhile",
  async (job) => {
    const holder = await aHolder();
    await causes[job](holder);
    const sent: unknown[] = [];
    const hand = async (letter: unknown) => {
      sent.push(letter);
      return sent.length === 1
        ? { outcome: "perhaps" as const, why: "cut" }
        : { outcome: "sent" as const, id: job };
    };
    const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
    const work = (await house.waiting()).find((one) => one.job === job && one.subjectId === holder.wait.id);
    const mail = () => perform(house.house, world, { ...work!, practiceId: holder.line.ctx.practiceId });
    await expect(mail()).rejects.toThrow();
    await holder.moveOn();
    await mail();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  },
);
