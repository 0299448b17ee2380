import { type Booked, book, type Wish } from "#app/domain/bookings/book.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

export const hour = 3_600_000;

/** A booking in a practice of its own, made for tomorrow at ten, which can be changed freely until two hours before. */
export async function aBooking(house: TestHouse, wish: Partial<Wish> = {}) {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "closing", kind: "discovery", minutes: 20, notice: 0 }), [
    practice.therapistId,
  ]);
  const startsAt = Date.parse("2027-02-04T10:00:00Z");
  const asked = practice.wish({ startsAt, typeSlug: "closing", ...wish });
  const booked: Booked = await granted(book(practice.ctx, asked));
  const ids = { bookingId: booked.id, therapistId: practice.therapistId };
  return {
    practice,
    ctx: practice.ctx,
    wish: asked,
    booked,
    ids,
    now: async () => (await findBooking(practice.ctx, booked.id))!,
    /** Put the clock so many hours before the first start. */
    until: (hours: number) => {
      house.clock.now = new Date(startsAt - hours * hour);
    },
  };
}

/** What a verb gave, or an error that says how it refused. */
export async function granted<T>(
  asked: Promise<{ ok: true; value: T } | { ok: false; refusal: string }>,
): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal}`);
  return answer.value;
}
