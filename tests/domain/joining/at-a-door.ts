import { book } from "#app/domain/bookings/book.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

const minute = 60_000;

/** A couple's online session tomorrow at ten with a therapist licensed in two regions, and the clock before it. */
export function aCouplesSession(house: TestHouse, regions = ["New York", "New Jersey"]) {
  return aSessionOf(house, { kind: "couple", roles: ["self", "partner"], regions });
}

type Wanted = {
  kind: Parameters<typeof aClientOf>[2];
  /** The first of them books. */
  roles: Parameters<typeof aClientOf>[3];
  regions?: string[];
};

/** The same for other people; the one who books comes first. */
export async function aSessionOf(house: TestHouse, { kind, roles, regions = [] }: Wanted) {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const practice = await aPractice(house.house, {
    licences: regions.map((region) => ({ region, number: "1" })),
  });
  const couple = aType({ slug: "couple", kind: "couple", minutes: 75, price: 11_000 });
  await offer(practice.ctx, couple, [practice.therapistId]);
  const client = await aClientOf(house, practice, kind, roles);
  const startsAt = Date.parse("2027-02-04T10:00:00Z");
  const wish = practice.wish({
    typeSlug: "couple",
    startsAt,
    email: client.people[0]!.email,
    region: regions[0],
  });
  const { id } = await granted(book(client.as(roles[0]!), wish));
  return {
    practice,
    client,
    bookingId: id,
    startsAt,
    whole: async () => (await findBooking(practice.ctx, id))!,
    holder: { ...practice.ctx, actor: { kind: "holder", bookingId: id } } as Ctx,
    /** Put the clock so many minutes before the start; less than nothing is after it. */
    before: (minutes: number) => {
      house.clock.now = new Date(startsAt - minutes * minute);
    },
  };
}
