import { addHours } from "#app/domain/availability/set-hours.ts";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { MemberActor, MemberCtx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { join } from "#app/domain/therapists/join.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, aType, type TestPractice } from "#tests/support/practice.ts";

type Colleague = { therapistId: string; as: MemberCtx };

let joined = 0;

/** A group practice: Tess, who owns it, and colleagues who join by name. Everybody offers the call and a couple's session. */
export async function aGroup(house: TestHouse) {
  const practice = await aPractice(house.house);
  const couple = aType({ slug: "couple", kind: "couple", minutes: 75, price: 11_000 });
  await offer(practice.ctx, couple, [practice.therapistId]);
  return {
    practice,
    colleague: (name: string, flags: Partial<MemberActor> = {}) => aColleague(practice, name, flags),
    /** Somebody who works here without seeing clients. */
    staff: (actor: Partial<MemberActor>): MemberCtx => ({
      ...practice.ctx,
      actor: aMember(practice.ctx.practiceId, actor),
    }),
  };
}

async function aColleague(
  { ctx }: TestPractice,
  name: string,
  flags: Partial<MemberActor>,
): Promise<Colleague> {
  joined += 1;
  const slug = `${name.toLowerCase()}-${joined}-${process.pid}`;
  const { memberId, userId } = await takeOn(ctx, {
    email: `${slug}@selvage.test`,
    name,
    roles: ["therapist"],
    intake: flags.intake ?? false,
  });
  const zone = "Europe/Lisbon";
  const profile = {
    memberId,
    slug,
    name,
    firstName: name,
    title: "T",
    headline: "H",
    zone,
    isPublished: true,
  };
  const { therapistId } = await join(ctx, profile);
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 480, length: 720, zone }));
  await addHours(ctx, therapistId, hours);
  await offer(ctx, aType({ slug: `call-${slug}`, kind: "discovery", minutes: 20 }), [therapistId]);
  await offer(ctx, aType({ slug: `session-${slug}`, minutes: 50, price: 8500 }), [therapistId]);
  const actor = aMember(ctx.practiceId, { userId, memberId, therapistId, ...flags });
  return { therapistId, as: { ...ctx, actor } };
}

const day = 86_400_000;

/** A guest's call with Tess tomorrow, over and attended: the moment of choosing. The clock stands a day later. */
export async function aCallHeld(
  house: TestHouse,
  practice: TestPractice,
  wish: { email?: string; name?: string } = {},
) {
  const startsAt = Date.parse(`${house.clock.now.toISOString().slice(0, 10)}T10:00:00Z`) + day;
  const booked = await granted(book(practice.ctx, practice.wish({ ...wish, startsAt })));
  house.clock.now = new Date(startsAt + day);
  await granted(markAttended(practice.own, booked.id));
  const found = await findBooking(practice.ctx, booked.id);
  return { clientId: found!.booking.clientId, bookingId: booked.id };
}

/** What a verb answered, when it was theirs to ask. */
export async function theirs<T>(asked: Promise<T | null>): Promise<T> {
  const answer = await asked;
  if (answer === null) throw new Error("That was not theirs to do");
  return answer;
}
