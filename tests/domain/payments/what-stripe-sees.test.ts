import { afterAll, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
afterAll(() => till.close());

/** Words of the people and of the practice, none of which is Stripe's to know. */
const canaries =
  /canary|quill|@|hypno|trauma|tess|therap|selvage\.test|session(?!_id|s|%|\/)|book\/manage|book\/pay/i;

test("Stripe sees an appointment, an amount and ids that lead nowhere: no name, no address, no kind of session, no private link", async () => {
  await till.rows("update session_types set name = 'Hypnosis for trauma' where slug = 'session'");
  const client = { ...(await till.aClient()), name: "Canary Quill", email: "canary@quill.test" };
  const reply = await till.ask(client, Date.parse("2027-02-04T10:00:00Z"));
  if (!reply.ok) throw new Error(reply.refusal);
  const bookingId = reply.value.id;
  const [payment] = await till.rows<{ stripe_session: string }>(
    "select p.stripe_session from payments p join payment_parts t on t.payment_id = p.id where t.booking_id = $1",
    bookingId,
  );
  till.vendor.pay(payment!.stripe_session);
  till.clock.advance(5 * 60_000);
  await sweepPayments(till.house, till.world);
  await till.work();
  const off = await callOff(till.practice.own, { bookingId, sequence: 0, reason: "Canary reason" });
  expect(off.ok).toBe(true);
  expect((await chooseReturn(client.ctx, { bookingId, to: "card" })).ok).toBe(true);
  await till.work();

  const paths = till.asked.map(({ path }) => path.split("?")[0]);
  expect(paths).toContain("/v1/customers");
  expect(paths).toContain("/v1/checkout/sessions");
  expect(paths).toContain("/v1/refunds");
  for (const { path, body } of till.asked)
    expect(decodeURIComponent(`${path} ${body}`)).not.toMatch(canaries);
  const words = new Set(
    till.asked.flatMap(({ body }) =>
      [...new URLSearchParams(body).entries()]
        .filter(([key]) => /name\]|description/.test(key))
        .map(([, value]) => value),
    ),
  );
  expect([...words]).toEqual(["Appointment"]);
});
