import type { Ctx, House } from "#app/domain/ctx.ts";
import { settle } from "#app/domain/payments/settle.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import { openStripe } from "#app/integrations/stripe.server.ts";
import type { World } from "#app/world.ts";
import { openStripe as openVendor } from "#sandbox/stripe/in-process.ts";
import { aLetterbox } from "./a-letterbox.ts";
import { aPractice } from "./practice.ts";
import { aWorkingHouse } from "./working-house.ts";

const secretKey = "sk_test_till";
const webhookSecret = "whsec_till";

type Asker = { ctx: Ctx; name: string; email: string };

/** `letters: false`: nobody is told anything, where only the money is looked at. `timeoutMs`: how long one call may take. */
type Wishes = { now?: Date; timeoutMs?: number; letters?: boolean };

export type Till = Awaited<ReturnType<typeof aTill>>;

/**
 * A practice that takes cards, in a house whose payment service is the sandbox in process; both live by one clock. Jobs
 * lie still until `work` does those that are due.
 */
export async function aTill({ now, timeoutMs = 1_500, letters: isTold = true }: Wishes = {}) {
  const test = await aWorkingHouse({ now, skips: isTold ? undefined : /^(mail|notify)_/ });
  const vendor = openVendor({
    now: () => test.clock.now,
    accounts: [{ secretKey, secret: webhookSecret, url: "https://app.test/hooks/stripe" }],
  });
  const asked: { path: string; body: string }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const copy = new Request(input, { ...init, signal: null });
    const { pathname, search } = new URL(copy.url);
    asked.push({ path: pathname + search, body: await copy.text() });
    return vendor.fetch(input, init);
  };
  const { mail, letters } = aLetterbox();
  const world: World = {
    mail,
    payments: openStripe({ secretKey, webhookSecret, fetch, timeoutMs }),
  };
  const house: House = { ...test.house, stripeOfEnvironment: true };
  const practice = await aPractice(house);
  await test.database.pool.query("update practices set stripe_from_env = true where id = $1", [
    practice.ctx.practiceId,
  ]);

  return {
    ...test,
    house,
    practice,
    vendor,
    world,
    letters,
    /** Everything the payment service was asked, as it was asked. */
    asked,
    /** Do the jobs that are due by the clock, and those they cause. One that fails waits for the next time; gives their names. */
    work: () => test.work(world, house),
    /** What a practice's webhook would be told now. */
    hooks: () => vendor.deliverWebhooks(),
    /** A client whose doors are open. */
    async aClient() {
      const client = await practice.aClient();
      await client.begin();
      return client;
    },
    /** Ask for a paid session as a page does. */
    ask(
      { ctx, name, email }: Asker,
      startsAt: number,
      more: { typeSlug?: string; key?: string; code?: string | undefined } = {},
    ) {
      const { key, ...wish } = more;
      const asked = practice.wish({ typeSlug: "session", startsAt, name, email, ...wish });
      // As patient as a busy machine needs; who is in a hurry is tested by itself.
      return askAndPay(ctx, world, { call: "page", key, wish: asked }, 20_000);
    },
    settle: (paymentId: string) => settle(practice.ctx, world, paymentId),
  };
}
