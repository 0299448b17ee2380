import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { answerDispute, letThemHaveIt } from "#app/domain/payments/answer-dispute.ts";
import { unansweredOf } from "#app/domain/payments/dispute-queries.ts";
import { newId } from "#app/values/ids.ts";
import { expectInOrder, freshHours } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aDispute as aDisputeOf, booksOf } from "./a-paid-session.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

const evidence = {
  serviceDate: "Thursday 4 February 2027",
  description: "Appointment",
  refundPolicy: "In full until two hours before.",
  terms: "Free until two hours before.",
  attendance: "They came.",
};

const aDispute = (wish?: Parameters<typeof aDisputeOf>[2]) => aDisputeOf(till, nextHour(), wish);
const books = (paymentId: string) => booksOf(till, paymentId);
const statusOf = async (id: string) => {
  const [row] = await till.rows<{ status: string }>("select status from disputes where id = $1", id);
  return row?.status;
};
const happened = async (name: string, id: string) =>
  (await till.rows("select id from events where name = $1 and subject_id = $2", name, id)).length;
const submissions = (id: string) => till.vendor.find("disputes", id).evidence_details.submission_count;
const own = () => till.practice.own;

test("a hundred presses send what is known to the bank once, by a person", async () => {
  const { id, made } = await aDispute();
  const presses = await Promise.all(
    Array.from({ length: 100 }, () => answerDispute(own(), till.world, { id, evidence })),
  );
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(presses.filter((one) => !one.ok && one.refusal !== "sent_already")).toEqual([]);
  expect(submissions(made.id)).toBe(1);
  expect(await happened("dispute.answered", id)).toBe(1);
  expect(await statusOf(id)).toBe("sent");
  expect(till.vendor.find("disputes", made.id).evidence).toMatchObject({
    service_date: "Thursday 4 February 2027",
    uncategorized_text: "They came.",
  });
  expect(await letThemHaveIt(own(), till.world, id)).toMatchObject({ refusal: "sent_already" });
});

test("while Stripe is away nothing is sent and it can be tried again; an answer that was lost is not sent twice", async () => {
  const { id, made } = await aDispute();
  till.vendor.fail({ fault: "500", match: "/v1/disputes", times: 1 });
  expect(await answerDispute(own(), till.world, { id, evidence })).toMatchObject({ refusal: "away" });
  expect(await letThemHaveItWhileAway(id)).toMatchObject({ refusal: "away" });
  till.vendor.faults.clear();
  till.vendor.fail({ fault: "lose-answer", match: "POST /v1/disputes", times: 1 });
  await answerDispute(own(), till.world, { id, evidence });
  till.vendor.faults.clear();
  await answerDispute(own(), till.world, { id, evidence: { ...evidence, attendance: "They came, twice." } });
  expect(submissions(made.id)).toBe(1);
  expect(await statusOf(id)).toBe("sent");
});

async function letThemHaveItWhileAway(id: string) {
  till.vendor.fail({ fault: "cut", match: "/v1/disputes" });
  const answer = await letThemHaveIt(own(), till.world, id);
  till.vendor.faults.clear();
  return answer;
}

test("who was cut off while sending keeps nobody from it for longer than a minute", async () => {
  const { id } = await aDispute();
  await till.rows("update disputes set sent_at = $2 where id = $1", id, till.clock.now);
  expect(await answerDispute(own(), till.world, { id, evidence })).toMatchObject({ refusal: "sent_already" });
  till.clock.advance(61_000);
  expect(await answerDispute(own(), till.world, { id, evidence })).toMatchObject({ ok: true });
});

test("after its last day, or once it is decided, nothing is sent", async () => {
  const late = await aDispute();
  await till.rows("update disputes set due_by = $2 where id = $1", late.id, till.clock.now);
  expect(await answerDispute(own(), till.world, { id: late.id, evidence })).toMatchObject({
    refusal: "too_late",
  });
  const lost = await aDispute();
  till.vendor.decide(lost.made.id, "lost");
  expect(await answerDispute(own(), till.world, { id: lost.id, evidence })).toMatchObject({
    refusal: "decided",
  });
  expect(await statusOf(lost.id), "it was heard on the way").toBe("lost");
  expect([late, lost].map(({ made }) => submissions(made.id))).toEqual([0, 0]);
});

test("letting them have it is a loss at once, once", async () => {
  const { id, made, paymentId } = await aDispute();
  const presses = await Promise.all(Array.from({ length: 10 }, () => letThemHaveIt(own(), till.world, id)));
  expect(presses.some(({ ok }) => ok)).toBe(true);
  expect(till.vendor.find("disputes", made.id).status).toBe("lost");
  expect(await books(paymentId)).toMatchObject({ dispute_losses: 8500 });
  expect(await happened("dispute.closed", id)).toBe(1);
});

test("only who handles that money answers, and nothing of another practice's is there", async () => {
  const { id } = await aDispute();
  const { ctx, therapistId } = till.practice;
  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...ctx,
    actor: aMember(ctx.practiceId, wishes),
  });
  const foreign = (await aPractice(till.house)).own;
  for (const who of [as({ roles: ["scheduler"] }), as({ therapistId: newId() }), foreign]) {
    expect(await answerDispute(who, till.world, { id, evidence })).toMatchObject({ refusal: "not_here" });
    expect(await letThemHaveIt(who, till.world, id)).toMatchObject({ refusal: "not_here" });
    expect(await unansweredOf(who, therapistId)).toEqual([]);
  }
  expect(await statusOf(id)).toBe("open");
  expect((await unansweredOf(own(), therapistId)).some(({ dispute }) => dispute.id === id)).toBe(true);
  expect(await answerDispute(as({ roles: ["biller"] }), till.world, { id, evidence })).toMatchObject({
    ok: true,
  });
});
