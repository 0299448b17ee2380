import { afterAll, beforeAll, expect, test } from "vitest";
import { beginTogether } from "#app/domain/clients/begin-together.ts";
import { readCareWords } from "#app/domain/clients/care-words.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { notYet } from "#app/domain/clients/not-yet.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import { referOn } from "#app/domain/clients/refer-on.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aCallHeld, aGroup, theirs } from "./a-group.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function rows<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await house.database.pool.query(text, values)).rows as T[];
}

/** Everything a decision could have written. */
async function written(clientId: string): Promise<unknown> {
  const [row] = await rows(
    `select (select json_agg(r order by id) from care_relationships r where client_id = $1) as cares,
      (select count(*) from events) as events, (select count(*) from pgboss.job) as jobs`,
    [clientId],
  );
  return row;
}

test("who may decide: the own therapist and a clinical lead; to everybody else there is nothing, and nothing is written", async () => {
  const { practice, colleague, staff } = await aGroup(house);
  const elsewhere = await aGroup(house);
  const ben = await colleague("Ben");
  const { clientId } = await aCallHeld(house, practice);
  const { therapistId } = practice;
  const words = { why: "w", toThem: "", places: "" };
  const outsiders = {
    "another therapist": ben.as,
    "an owner who sees no clients": staff({ roles: ["owner"] }),
    "a manager": staff({ roles: ["manager"] }),
    "a scheduler": staff({ roles: ["scheduler"] }),
    "a biller": staff({ roles: ["biller"] }),
    "a supervisor": staff({ roles: ["supervisor"] }),
    "another practice's therapist": elsewhere.practice.own,
    "another practice's clinical lead": elsewhere.staff({ roles: ["supervisor"], clinicalLead: true }),
  };
  const before = await written(clientId);
  for (const [who, ctx] of Object.entries(outsiders)) {
    for (const id of [clientId, newId(), "not-an-id"]) {
      expect(await beginTogether(ctx, { clientId: id, therapistIds: [therapistId] }), who).toBeNull();
      expect(await notYet(ctx, { clientId: id, therapistId }), who).toBeNull();
      expect(await referOn(ctx, { clientId: id, therapistId, words }), who).toBeNull();
      expect(await changeStage(ctx, { clientId: id, therapistId, to: "ended" }), who).toBeNull();
      expect(await caresWithin(ctx, "care.decide", id), who).toEqual([]);
    }
  }
  expect(await written(clientId)).toEqual(before);

  const lead = staff({ roles: ["supervisor"], clinicalLead: true });
  expect(await notYet(lead, { clientId, therapistId })).toMatchObject({ ok: true });
  expect(await beginTogether(lead, { clientId, therapistIds: [therapistId, ben.therapistId] })).toEqual({
    ok: true,
    value: { opened: 2 },
  });
});

test("words about care are read by the own therapist and a clinical lead alone, and each reading is written down", async () => {
  const { practice, colleague, staff } = await aGroup(house);
  const { own, therapistId } = practice;
  const ben = await colleague("Ben");
  const { clientId } = await aCallHeld(house, practice);
  const words = { why: "for us alone", toThem: "", places: "" };
  await granted(theirs(referOn(own, { clientId, therapistId, words })));
  const [event] = await rows<{ detail: { words: string } }>(
    "select detail from events where name = 'care_relationship.referred_on' and practice_id = $1",
    [practice.ctx.practiceId],
  );
  const asked = { clientId, wordsId: event!.detail.words };
  for (const roles of [["owner"], ["manager"], ["scheduler"], ["biller"]] as const)
    expect(await readCareWords(staff({ roles }), asked)).toBeNull();
  expect(await readCareWords(ben.as, asked)).toBeNull();
  expect(await readCareWords(own, { ...asked, wordsId: newId() })).toBeNull();

  const member = { roles: ["supervisor" as const], clinicalLead: true };
  const who = await takeOn(practice.ctx, { email: `lead-${clientId}@selvage.test`, name: "Lea", ...member });
  const lead = staff({ ...member, ...who });
  for (const ctx of [own, lead]) expect(await readCareWords(ctx, asked)).not.toBeNull();
  const readings = await rows<{ actor: string }>(
    "select actor from events where name = 'words.read' and practice_id = $1 order by id",
    [practice.ctx.practiceId],
  );
  expect(readings.map(({ actor }) => actor)).toEqual([
    `member:${own.actor.userId}`,
    `member:${lead.actor.userId}`,
  ]);
});
