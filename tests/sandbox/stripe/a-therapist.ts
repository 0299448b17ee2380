import { aStripe } from "./a-stripe.ts";

/** A paid charge, and a therapist's account that can be paid from it. */
export async function aTherapist(settings: object = { payouts: { schedule: { interval: "manual" } } }) {
  const scene = aStripe();
  const { stripe, vendor } = scene;
  const paid = await scene.aPayment(8_500);
  const { id } = await stripe.accounts.create({
    type: "express",
    country: "PT",
    email: "ana@harbour.test",
    capabilities: { transfers: { requested: true } },
    settings,
  });
  vendor.onboard(id);
  const hers = { stripeAccount: id };
  return {
    ...scene,
    ...paid,
    id,
    hers,
    transfer: (amount: number, change = {}) =>
      stripe.transfers.create({
        amount,
        currency: "eur",
        destination: id,
        source_transaction: paid.charge,
        ...change,
      }),
    balance: async () => {
      const { available, pending } = await stripe.balance.retrieve({}, hers);
      return { available: available[0]!.amount, pending: pending[0]!.amount };
    },
  };
}
