import { afterAll, beforeAll, expect, test } from "vitest";
import { keepReminders } from "#app/domain/clients/keep-contact.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { handOver } from "#app/domain/privacy/hand-over.ts";
import { perform } from "#app/perform.ts";
import { exportDocument } from "#app/routes/client/export-document.tsx";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aRhythm, asSeen } from "#tests/domain/series/a-series.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("one’s places in line go along with what was offered there, and nobody else’s do", async () => {
  const line = await aLine(house);
  const client = await line.practice.aClient();
  const friday = { weekday: 5, startMinute: 0, length: 720 };
  await line.join({ email: client.email, name: "As I wrote it", windows: [friday] });
  const other = await line.join();
  await line.free(1);
  await line.work();

  const handed = await handOver(client.ctx as ClientCtx, "json");
  expect(handed.waiting).toMatchObject([
    {
      for: "a first call",
      status: "waiting",
      suits: { windows: [friday], zone: "Europe/Lisbon" },
      said: { name: "As I wrote it", email: client.email },
      offers: [{ startsAt: new Date(line.nine(2)), status: "open" }],
    },
  ]);
  expect(JSON.stringify(handed)).not.toMatch(new RegExp(`${other.guestEmail}|clientId|linkHash|linkRing`));
  const page = exportDocument(handed, "en-GB");
  expect(page).toContain("a first call: call with Tess Therapist");
  expect(page).toContain("Friday, mornings (Lisbon)");
});

test("series, what one was told inside and when one is reminded go along too", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  const ctx = client.ctx as ClientCtx;
  await keepReminders(ctx, [60]);
  const seen = await asSeen(practice.own, aRhythm(practice), client);
  await granted(seen.confirm());
  const { practiceId } = ctx;
  for (const work of await house.waiting())
    if (work.job === "notify_series_made")
      await perform(house.house, { mail: { from: "x@selvage.test" } }, { ...work, practiceId });

  const handed = await handOver(ctx, "json");
  expect(handed).toMatchObject({
    contact: [{ reminders: [60] }],
    series: [{ what: "session", startsOn: "2027-02-04", localTime: "10:00", everyWeeks: 1 }],
    notices: [{ kind: "series.made", what: "session", therapist: "Tess", isRead: false }],
  });
  expect(handed.bookings.map(({ seriesDate }) => seriesDate)).toEqual(seen.dates.map(({ date }) => date));
  const page = exportDocument(handed, "en-GB");
  for (const words of ["Every Thursday at 10:00", "series made", "1 hour before"])
    expect(page).toContain(words);
});
