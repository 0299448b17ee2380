import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { issuePaper } from "#app/domain/invoices/issue.ts";
import { ownPaper, ownPapers, paperInReach } from "#app/domain/invoices/queries.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBooked, aPayment } from "./a-paper.ts";

let house: TestHouse;
let here: Awaited<ReturnType<typeof aPaper>>;
let there: Awaited<ReturnType<typeof aPaper>>;

/** A practice, one of its clients and the paper of what they paid. */
async function aPaper() {
  const practice = await aPractice(house.house);
  const { client, bookingId } = await aBooked(practice);
  const parts = [{ bookingId, amount: 8500 }];
  const paymentId = await aPayment(house, practice, { clientId: client.clientId, parts });
  const { id } = await granted(issuePaper(practice.ctx, paymentId));
  return { practice, client, id };
}

beforeAll(async () => {
  house = await aHouse();
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  here = await aPaper();
  there = await aPaper();
});
afterAll(() => house.close());

const member = ({ ctx }: TestPractice, wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
  ...ctx,
  actor: aMember(ctx.practiceId, wishes),
});
const reads = async (ctx: MemberCtx, id: string) => (await paperInReach(ctx, "money.see", id)) !== null;

test("a paper is read by whoever sees the money it is about, and is not there for anybody else", async () => {
  const { practice, id } = here;
  for (const role of ["owner", "manager", "biller"] as const) {
    expect(await reads(member(practice, { roles: [role] }), id), role).toBe(true);
    expect(await reads(member(practice, { roles: [role] }), there.id), role).toBe(false);
  }
  for (const role of ["scheduler", "supervisor"] as const)
    expect(await reads(member(practice, { roles: [role] }), id), role).toBe(false);
  expect(await reads(member(practice, { therapistId: practice.therapistId }), id)).toBe(true);
  expect(await reads(member(practice, { therapistId: there.practice.therapistId }), id)).toBe(false);
  expect(await reads(member(practice, {}), id)).toBe(false);
  for (const nothing of [newId(), "", "../etc", "1"])
    expect(await reads(practice.own, nothing), nothing).toBe(false);
});

test("a client has their own papers, and those of a couple's both adults", async () => {
  const { client, id, practice } = here;
  const mine = client.ctx as ClientCtx;
  expect((await ownPaper(mine, id))?.id).toBe(id);
  expect((await ownPapers(mine)).map((paper) => paper.id)).toEqual([id]);
  expect(await ownPaper(mine, there.id)).toBeNull();
  expect(await ownPaper(there.client.ctx as ClientCtx, id)).toBeNull();
  expect(await ownPaper(mine, "nothing")).toBeNull();

  const somebody = await practice.aClient();
  const theirs = somebody.ctx as ClientCtx;
  const join = (role: string) =>
    house.database.pool.query(
      `insert into participants (id, practice_id, client_id, user_id, name, role, created_at)
       values ($1, $2, $3, $4, 'Max', $5, now())`,
      [newId(), practice.ctx.practiceId, client.clientId, theirs.actor.userId, role],
    );
  for (const role of ["child", "emergency_contact"]) {
    await join(role);
    expect(await ownPaper(theirs, id), role).toBeNull();
  }
  for (const role of ["partner", "payer"]) {
    await join(role);
    expect((await ownPaper(theirs, id))?.id, role).toBe(id);
  }
});
