import { afterAll, beforeAll, expect, test } from "vitest";
import { accept, decline } from "#app/domain/bookings/answer-request.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { move } from "#app/domain/bookings/move.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { contradictionIn } from "#app/domain/session-types/rules.ts";
import type { jobs } from "#app/jobs.ts";
import { perform } from "#app/perform.ts";
import type { Letter, World } from "#app/world.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { granted } from "./a-booking.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const hour = 3_600_000;
const friday = Date.parse("2027-02-12T10:00:00Z");

/** A practice that wants to be asked for first calls, two hours before at the latest. */
async function askingPractice() {
  const practice = await aPractice(house.house);
  const type = aType({ slug: "asked", kind: "discovery", minutes: 20, needsApproval: true });
  await offer(practice.ctx, type, [practice.therapistId]);
  const wish = (startsAt = friday) => practice.wish({ typeSlug: "asked", startsAt });
  return { ...practice, wish };
}

/** A world that keeps what it is handed. */
function aWorld(sent: Letter[]): World {
  const hand = async (letter: Letter) => {
    sent.push(letter);
    return { outcome: "sent" as const, id: `${sent.length}` };
  };
  return { mail: { from: "hello@selvage.test", resend: { hand } } };
}

test("a request keeps its time for two days, or until its notice when that is sooner, and nobody else gets it meanwhile", async () => {
  const practice = await askingPractice();
  const asked = await granted(book(practice.ctx, practice.wish()));
  expect(asked.status).toBe("requested");
  expect((await findBooking(practice.ctx, asked.id))?.booking.holdsUntil).toEqual(
    new Date(house.clock.now.getTime() + 48 * hour),
  );
  expect(await book(practice.ctx, practice.wish())).toEqual({ ok: false, refusal: "slot_taken" });

  const soon = house.clock.now.getTime() + 5 * hour;
  const near = await granted(book(practice.ctx, practice.wish(soon)));
  expect((await findBooking(practice.ctx, near.id))?.booking.holdsUntil).toEqual(new Date(soon - 2 * hour));
});

test("a request nobody could answer in time is refused kindly, and nothing is written", async () => {
  const practice = await askingPractice();
  const edge = house.clock.now.getTime() + 2 * hour;
  expect(await book(practice.ctx, practice.wish(edge))).toEqual({ ok: false, refusal: "too_soon" });
});

test("its time is open the moment it runs out, before anything released it, and it runs out once", async () => {
  const practice = await askingPractice();
  const asked = await granted(book(practice.ctx, practice.wish()));
  house.clock.advance(48 * hour - 1);
  expect(await book(practice.ctx, practice.wish())).toEqual({ ok: false, refusal: "slot_taken" });
  house.clock.advance(1);
  const next = await granted(book(practice.ctx, practice.wish()));
  expect(next.id).not.toBe(asked.id);
  // Several workers sweep at once.
  await Promise.all(Array.from({ length: 5 }, () => expireHolds(house.house)));
  expect((await findBooking(practice.ctx, asked.id))?.booking.status).toBe("expired");
  const { rows } = await house.database.pool.query(
    "select count(*)::int as times from events where name = 'booking.expired' and subject_id = $1",
    [asked.id],
  );
  expect(rows[0].times).toBe(1);
  expect(await accept(practice.own, { bookingId: asked.id, sequence: 0 })).toEqual({
    ok: false,
    refusal: "run_out",
  });
});

test("both sides are told of a request, of a yes, and of a no with open times near it", async () => {
  const practice = await askingPractice();
  const yes = await granted(book(practice.ctx, practice.wish()));
  const no = await granted(book(practice.ctx, practice.wish(friday + 2 * hour)));
  const lettersOf = async (id: string, sequence: number, names: (keyof typeof jobs)[]) => {
    const sent: Letter[] = [];
    for (const job of names)
      await perform(house.house, aWorld(sent), {
        job,
        practiceId: practice.ctx.practiceId,
        subjectId: id,
        sequence,
      });
    return sent;
  };
  const [toClient, toTherapist] = await lettersOf(yes.id, 0, [
    "mail_client_requested",
    "mail_therapist_requested",
  ]);
  expect(toClient?.text).toContain(`/book/manage/${yes.token}`);
  expect(toClient?.text).toContain("Nothing is booked yet");
  expect(toClient?.attachments).toEqual([]);
  expect(toTherapist?.subject).toContain("To answer");
  expect(toTherapist?.text).not.toContain(yes.token);

  await granted(accept(practice.own, { bookingId: yes.id, sequence: 0 }));
  const [accepted] = await lettersOf(yes.id, 1, ["mail_client_confirmed"]);
  expect(accepted?.text).toContain("The time you asked for is yours");

  await granted(decline(practice.own, { bookingId: no.id, sequence: 0, message: "I’m at a conference." }));
  const [declined] = await lettersOf(no.id, 1, ["mail_client_declined"]);
  expect(declined?.text).toContain("I’m at a conference.");
  expect(declined?.text).toMatch(/Open near it, when I wrote this:\n.+\n.+\n.+/);
  // A second try is the same letter, whatever was booked since.
  await granted(book(practice.ctx, practice.wish(friday + 2 * hour)));
  const letter = async () => (await lettersOf(no.id, 1, ["mail_client_declined"]))[0];
  expect(await letter()).toBeUndefined();
});

test("a request is taken back at no cost however late, and cannot be moved", async () => {
  const practice = await askingPractice();
  const client = await practice.aClient();
  const asked = await granted(client.book(practice.wish(house.clock.now.getTime() + 4 * hour)));
  house.clock.advance(hour);
  const ids = { bookingId: asked.id, therapistId: practice.therapistId };
  expect(await move(client.ctx, { ...ids, sequence: 0, startsAt: friday })).toEqual({
    ok: false,
    refusal: "not_movable",
  });
  expect(await cancel(client.ctx, { ...ids, by: "client" })).toEqual({ ok: true, value: { isLate: false } });
  const { rows } = await house.database.pool.query(
    "select detail from events where name = 'booking.cancelled' and subject_id = $1",
    [asked.id],
  );
  expect(rows[0].detail).toMatchObject({ asked: true, late: false, undone: false });
  await granted(book(practice.ctx, practice.wish(house.clock.now.getTime() + 3 * hour)));
});

test("a client who has asked for a first call has their one call open", async () => {
  const practice = await askingPractice();
  const client = await practice.aClient();
  await granted(client.book(practice.wish()));
  expect(await client.book(practice.wish(friday + 24 * hour))).toEqual({ ok: false, refusal: "over_limit" });
});

test("accepted, declined and taken back at once, it has one outcome, and both are told the same", async () => {
  for (let round = 0; round < 8; round += 1) {
    const practice = await askingPractice();
    const asked = await granted(book(practice.ctx, practice.wish()));
    const request = { bookingId: asked.id, sequence: 0 };
    const guest = { ...practice.ctx, actor: { kind: "holder" as const, bookingId: asked.id } };
    const answers = await Promise.all([
      accept(practice.own, request),
      decline(practice.own, request),
      cancel(guest, { bookingId: asked.id, therapistId: practice.therapistId, by: "client" }),
    ]);
    // A yes and then a taking back is two outcomes in order; a no or a taking back first is the end of it.
    const { rows } = await house.database.pool.query(
      "select name from events where subject_id = $1 and name like 'booking.%' order by at, id",
      [asked.id],
    );
    const said = rows.map(({ name }) => name).join(" ");
    expect([
      "booking.requested booking.confirmed",
      "booking.requested booking.confirmed booking.cancelled",
      "booking.requested booking.declined",
      "booking.requested booking.cancelled",
    ]).toContain(said);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(said.split(" ").length - 1);
  }
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the same key is answered with the same request", async () => {
  const practice = await askingPractice();
  const asking = { call: "api" as const, key: "once", wish: practice.wish() };
  const first = await ask(practice.ctx, asking);
  const second = await ask(practice.ctx, asking);
  expect(first).toMatchObject({ ok: true, value: { status: "requested" } });
  expect(second).toEqual(first);
});

test("seats are taken, not asked for", () => {
  const group = { kind: "group", price: 0, capacity: 5, isOpenToAll: false, needsApproval: true } as const;
  expect(contradictionIn(group)).toBe("nobody_to_approve");
  expect(contradictionIn({ ...group, kind: "individual", capacity: 1 })).toBeNull();
});
