import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { addByHand } from "#app/domain/clients/add-by-hand.ts";
import { beginTogether } from "#app/domain/clients/begin-together.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { peopleOf } from "#app/domain/clients/reach.ts";
import { referOn } from "#app/domain/clients/refer-on.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aType } from "#tests/support/practice.ts";
import { aGroup, theirs } from "./a-group.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const shut = { ok: false, refusal: "needs_discovery" };
const open = { ok: true };

/** A practice of its own, a client alone and a couple in it, and what each may book now. */
async function aDoor() {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const byHand = { therapistId, pastGate: null, welcome: false };
  const single = { name: "Ann", role: "self" as const, email: `ann-${therapistId}@selvage.test` };
  const pair = [
    { name: "Lena Berg", role: "self" as const, email: `lena-${therapistId}@selvage.test` },
    { name: "Max Berg", role: "partner" as const, email: `max-${therapistId}@selvage.test` },
  ];
  const ann = await granted(
    theirs(addByHand(own, { ...byHand, kind: "individual", name: "Ann", people: [single] })),
  );
  const both = await granted(
    theirs(addByHand(own, { ...byHand, kind: "couple", name: "Lena and Max Berg", people: pair })),
  );
  const as = async (clientId: string, place: number): Promise<Ctx> => {
    const person = (await peopleOf(own, { id: clientId }))[place];
    return { ...practice.ctx, actor: { kind: "client", userId: person!.userId! } };
  };
  let hours = 0;
  const tryAll = async (ctx: Ctx) => {
    const answers: Record<string, unknown> = {};
    for (const typeSlug of ["discovery", "session", "couple"]) {
      hours += 2;
      const startsAt =
        Math.ceil(house.clock.now.getTime() / 86_400_000) * 86_400_000 + (32 + hours) * 3_600_000;
      const answer = await book(ctx, practice.wish({ typeSlug, startsAt }));
      answers[typeSlug] = answer.ok ? open : answer;
      if (answer.ok)
        await house.database.pool.query(
          "update bookings set status = 'cancelled', cancelled_by = 'client' where id = $1",
          [answer.value.id],
        );
      if (answer.ok)
        await house.database.pool.query(
          "update appointments set occupies = false where id = (select appointment_id from bookings where id = $1)",
          [answer.value.id],
        );
    }
    hours = 0;
    house.clock.advance(1000);
    return answers;
  };
  return { practice, ann, both, alone: await as(ann.clientId, 0), max: await as(both.clientId, 1), tryAll };
}

const pastGate = { reason: "met_elsewhere" as const };

test("each stage opens what the table says, for one alone and for a couple, through every turn", async () => {
  const { practice, ann, both, alone, max, tryAll } = await aDoor();
  const { own, therapistId } = practice;
  const onlyCall = { discovery: open, session: shut, couple: shut };
  const onesOwn = { discovery: open, session: open, couple: shut };
  const twos = { discovery: open, session: shut, couple: open };

  expect(await tryAll(practice.ctx), "a stranger").toEqual(onlyCall);
  expect(await tryAll(alone), "discovery").toEqual(onlyCall);
  expect(await tryAll(max), "a couple in discovery").toEqual(onlyCall);

  for (const { clientId } of [ann, both])
    await granted(theirs(beginTogether(own, { clientId, therapistIds: [therapistId], pastGate })));
  house.clock.advance(1000);
  expect(await tryAll(alone), "intake").toEqual(onesOwn);
  expect(await tryAll(max), "a couple at intake").toEqual(twos);

  const to = (stage: "intake" | "ongoing" | "ended") =>
    Promise.all(
      [ann, both].map(({ clientId }) =>
        granted(theirs(changeStage(own, { clientId, therapistId, to: stage }))),
      ),
    );
  await to("ongoing");
  expect(await tryAll(alone), "ongoing").toEqual(onesOwn);
  expect(await tryAll(max), "a couple ongoing").toEqual(twos);

  await to("ended");
  expect(await tryAll(alone), "ended").toEqual(onlyCall);
  expect(await tryAll(max), "a couple that ended").toEqual(onlyCall);

  await to("intake");
  house.clock.advance(1000);
  expect(await tryAll(alone), "again").toEqual(onesOwn);

  const words = { why: "w", toThem: "", places: "" };
  await granted(theirs(referOn(own, { clientId: ann.clientId, therapistId, words })));
  expect(await tryAll(alone), "referred on").toEqual(onlyCall);
  expect(await tryAll(practice.ctx), "a stranger still").toEqual(onlyCall);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a guardian books for whoever is under age, but nothing that is for adults", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const people = [
    { name: "Kim", role: "self" as const, email: "kim@selvage.test", isUnderAge: true },
    { name: "Pat", role: "guardian" as const, email: "pat-guards@selvage.test" },
  ];
  const gate = { reason: "came_from_colleague" as const, stage: "intake" as const };
  const { clientId } = await granted(
    theirs(
      addByHand(own, {
        kind: "individual",
        name: "Kim",
        people,
        therapistId,
        pastGate: gate,
        welcome: false,
      }),
    ),
  );
  house.clock.advance(1000);
  const [kim, pat] = (await peopleOf(own, { id: clientId })).map(
    ({ userId }): Ctx => ({ ...practice.ctx, actor: { kind: "client", userId: userId! } }),
  );
  const startsAt = Math.ceil(house.clock.now.getTime() / 86_400_000) * 86_400_000 + 34 * 3_600_000;
  const wish = practice.wish({ typeSlug: "session", startsAt });
  for (const either of [kim!, pat!])
    expect(await book(either, wish)).toEqual({ ok: false, refusal: "adults_only" });
  await offer(practice.ctx, aType({ slug: "young", ageFrom: 10, price: 100 }), [therapistId]);
  const booked = await granted(book(pat!, { ...wish, typeSlug: "young" }));
  house.clock.now = new Date(startsAt + 3_600_000);
  expect(await markAttended(own, booked.id)).toMatchObject({ ok: true });
  const { rows } = await house.database.pool.query("select client_id from bookings where id = $1", [
    booked.id,
  ]);
  expect(rows).toEqual([{ client_id: clientId }]);
});

test("doors that nobody opened, and a child without a guardian, are seen by the invariants", async () => {
  const { practice } = await aGroup(house);
  const client = await practice.aClient();
  const change = (text: string) => house.database.pool.query(text, [client.clientId]);
  expect(await findBroken(house.database.pool)).toEqual([]);
  await change(
    "update care_relationships set stage = 'ongoing', discovery_completed_at = now() where client_id = $1",
  );
  expect((await findBroken(house.database.pool)).join()).toMatch(/Doors stand open that nobody opened/);
  await change("update care_relationships set stage = 'discovery' where client_id = $1");
  await change("update participants set is_under_age = true where client_id = $1");
  expect((await findBroken(house.database.pool)).join()).toMatch(/no guardian/);
});
