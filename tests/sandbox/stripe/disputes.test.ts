import { expect, test } from "vitest";
import { aStripe, refusalOf } from "./a-stripe.ts";

async function aDispute(wish = {}) {
  const scene = aStripe();
  const paid = await scene.aPayment(8_500);
  const { id } = scene.vendor.dispute(paid.charge, wish);
  return { ...scene, ...paid, id };
}

test("a dispute takes the amount and a fee, and waits two weeks for an answer", async () => {
  const { stripe, id, charge, intent, happened, seconds } = await aDispute({
    reason: "product_not_received",
  });
  expect(await stripe.disputes.retrieve(id)).toMatchObject({
    amount: 8_500,
    charge,
    payment_intent: intent.id,
    reason: "product_not_received",
    status: "needs_response",
    balance_transactions: [{ type: "adjustment", amount: -8_500, fee: 2_000, net: -10_500, source: id }],
  });
  const { evidence_details } = await stripe.disputes.retrieve(id);
  expect(evidence_details.due_by! - seconds()).toBeGreaterThan(14 * 86_400);
  expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
  expect(happened().slice(-2)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
  expect((await stripe.disputes.list({ charge })).data).toHaveLength(1);
});

test("a disputed charge cannot be refunded or disputed again", async () => {
  const { stripe, vendor, charge } = await aDispute();
  expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({ code: "charge_disputed" });
  expect(() => vendor.dispute(charge)).toThrow("cannot take back");
});

test("evidence is staged first, then submitted, and then nothing more is taken", async () => {
  const { stripe, id, happened } = await aDispute();
  const staged = await stripe.disputes.update(id, {
    evidence: { service_date: "2026-11-20" },
    submit: false,
  });
  expect(staged).toMatchObject({
    status: "needs_response",
    evidence_details: { has_evidence: true, submission_count: 0 },
  });

  const sent = await stripe.disputes.update(id, { evidence: { uncategorized_text: "They attended." } });

  expect(sent).toMatchObject({
    status: "under_review",
    evidence: { service_date: "2026-11-20", uncategorized_text: "They attended." },
    evidence_details: { submission_count: 1 },
  });
  expect(happened().slice(-2)).toEqual(["charge.dispute.updated", "charge.dispute.updated"]);
  expect(await refusalOf(stripe.disputes.update(id, { submit: true }))).toMatchObject({ statusCode: 400 });
});

test("evidence has its length", async () => {
  const { stripe, id } = await aDispute();
  const evidence = { uncategorized_text: "x".repeat(150_001) };
  expect(await refusalOf(stripe.disputes.update(id, { evidence }))).toMatchObject({ param: "evidence" });
});

test("a won dispute brings the amount back, not the fee", async () => {
  const { stripe, vendor, id, happened } = await aDispute();
  vendor.decide(id, "won");
  const { balance_transactions } = await stripe.disputes.retrieve(id);
  expect(balance_transactions.map(({ net }) => net)).toEqual([-10_500, 8_500]);
  expect(happened().slice(-2)).toEqual(["charge.dispute.funds_reinstated", "charge.dispute.closed"]);
  expect(() => vendor.decide(id, "lost")).toThrow("This dispute is won.");
});

test.each([["closed by the practice"], ["left unanswered"]])("a dispute %s is lost", async (how) => {
  const { stripe, pass, id, happened } = await aDispute();
  if (how.startsWith("closed")) await stripe.disputes.close(id);
  else pass(15 * 24 * 60);
  expect((await stripe.disputes.retrieve(id)).status).toBe("lost");
  expect(happened().at(-1)).toBe("charge.dispute.closed");
});

test("a dispute of a part leaves the rest alone", async () => {
  const { stripe, id } = await aDispute({ amount: 500 });
  expect((await stripe.disputes.retrieve(id)).balance_transactions).toMatchObject([{ amount: -500 }]);
});
