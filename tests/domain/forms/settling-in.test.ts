import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { perform } from "#app/perform.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { asked } from "./a-form.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const noWorld = { mail: { from: "hello@selvage.test" } };
let days = 0;

/** Somebody at intake who was asked for a consent, with what may happen to them next. */
async function somebodyAtIntake(template: "consent-to-treatment" | "intake" = "consent-to-treatment") {
  const client = await practice.aClient();
  await client.begin();
  const { clientId } = client;
  const [id = ""] = await asked(practice, clientId, template);
  const ctx = client.ctx as ClientCtx;
  days += 1;
  const startsAt = Date.parse("2027-02-07T10:00:00Z") + days * 86_400_000;
  const session = await granted(book(ctx, practice.wish({ typeSlug: "session", startsAt })));
  const { practiceId } = practice.ctx;
  const follows = (job: "settle_in" | "settle_in_signed", subjectId: string) =>
    perform(house.house, noWorld, { job, practiceId, subjectId, sequence: 0 });
  return {
    clientId,
    async comes() {
      house.clock.now = new Date(startsAt + 3_600_000);
      await granted(markAttended(practice.own, session.id));
      await follows("settle_in", session.id);
    },
    async signs() {
      await saveAnswers(ctx, { id, page: "treatment", answers: { treatment: "yes" }, mark: "" });
      expect(await signForm(ctx, { id, name: client.name })).toMatchObject({ ok: true });
      await follows("settle_in_signed", id);
    },
    async stage() {
      const { rows } = await house.database.pool.query(
        "select stage from care_relationships where client_id = $1",
        [clientId],
      );
      return rows[0].stage as string;
    },
  };
}

test("who came before they signed stays at intake until they have", async () => {
  const { comes, signs, stage } = await somebodyAtIntake();
  await comes();
  expect(await stage()).toBe("intake");
  await signs();
  expect(await stage()).toBe("ongoing");
});

test("who signed before they came is ongoing once they have come", async () => {
  const { comes, signs, stage } = await somebodyAtIntake();
  await signs();
  expect(await stage()).toBe("intake");
  await comes();
  expect(await stage()).toBe("ongoing");
});

test("questions that are left open hold nobody back", async () => {
  const { comes, stage } = await somebodyAtIntake("intake");
  await comes();
  expect(await stage()).toBe("ongoing");
});

test("by hand it goes on without, and a signature after the end begins nothing", async () => {
  const { clientId, comes, signs, stage } = await somebodyAtIntake();
  const to = (stage: "ongoing" | "ended") =>
    granted(moveOn(practice.ctx, { clientId, therapistId: practice.therapistId, to: stage }));
  await comes();
  await to("ongoing");
  expect(await stage()).toBe("ongoing");
  await signs();
  await to("ended");
  const { comes: comesToo, clientId: other, stage: others } = await somebodyAtIntake();
  await comesToo();
  await granted(moveOn(practice.ctx, { clientId: other, therapistId: practice.therapistId, to: "ended" }));
  expect([await stage(), await others()]).toEqual(["ended", "ended"]);
});
