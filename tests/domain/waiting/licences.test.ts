import { afterAll, beforeAll, expect, test } from "vitest";
import { licences } from "#app/db/schema/therapists.ts";
import { offerable, offerByHand } from "#app/domain/waiting/offer-by-hand.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("a first call online is not offered by hand either to somebody where no licence reaches any more", async () => {
  const line = await aLine(house, { days: 2 });
  const { practiceId } = line.ctx;
  const licence = { practiceId, therapistId: line.therapistId };
  const [vermont, maine] = [newId(), newId()];
  await house.house.db.insert(licences).values([
    { ...licence, id: vermont, region: "Vermont", number: "1" },
    { ...licence, id: maine, region: "Maine", number: "2" },
  ]);
  const [there, here] = [await line.join({ region: "Vermont" }), await line.join({ region: "Maine" })];
  await line.free(0);
  const { own } = line.practice;
  expect(await offerable(own, there.id)).toEqual([line.nine(1)]);

  await line.sql("update licences set expires_on = '2027-01-31' where id = $1", [vermont]);
  expect(await offerable(own, there.id)).toEqual([]);
  const asked = { waitId: there.id, startsAt: line.nine(1) };
  expect(await offerByHand(own, asked)).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await offerByHand(own, { ...asked, waitId: here.id })).toMatchObject({ ok: true });
});
