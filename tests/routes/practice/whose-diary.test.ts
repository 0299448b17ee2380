import { afterAll, beforeAll, expect, test } from "vitest";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { type Desk, openDesk } from "./a-desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("a booking begun from somebody’s calendar or record goes into the diary it was begun from", async () => {
  const { ctx, own } = desk.practice;
  const { otherSlug, otherTherapistId } = desk.others;
  const shown = async (cookie: string, path: string) => (await desk.ask(cookie, path)).text;
  const { scheduler, owner } = desk.cookies;
  expect(await shown(scheduler, `/practice/calendar?of=${otherSlug}`)).toContain(
    `"/practice/bookings/new?of=${otherSlug}"`,
  );

  const people = [{ name: "Cared For", email: "cared@selvage.test", role: "self" as const }];
  const { clientId } = await addClient(ctx, { kind: "individual", name: "Cared For", people });
  await beginCare(ctx, clientId, otherTherapistId);
  const begun = `/practice/bookings/new?client=${clientId}`;
  for (const cookie of [scheduler, owner])
    expect(await shown(cookie, begun)).toContain(`"/practice/bookings/new?of=${otherSlug}"`);
  await beginCare(ctx, clientId, own.actor.therapistId!);
  expect(await shown(owner, begun)).toContain(`"/practice/bookings/new?of=${desk.practice.slug}"`);
  const named = `/practice/bookings/new?of=${otherSlug}&client=${clientId}`;
  expect(await shown(owner, named)).toContain(`"/practice/bookings/new?of=${otherSlug}"`);
});
