import { eq, sql } from "drizzle-orm";
import { practices } from "#app/db/schema/practices.ts";
import { sealEvents } from "#app/domain/audit/seal.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { keepKeys } from "#app/domain/practices/stripe-keys.ts";
import type { World } from "#app/world.ts";
import { liveConversation } from "./seed/conversation.ts";
import { liveForms } from "./seed/forms.ts";
import { harboursZone, openHarbour } from "./seed/harbour.ts";
import { liveHarboursWeeks } from "./seed/harbours-weeks.ts";
import { liveLibrary } from "./seed/library.ts";
import { marensSlug, marensZone, openMaren } from "./seed/maren.ts";
import { liveMarensWeeks } from "./seed/marens-weeks.ts";
import { liveNotices } from "./seed/notices.ts";
import { openPast } from "./seed/past.ts";
import { shareSecondFactor } from "./seed/second-factor.ts";
import { liveWaitingList } from "./seed/waiting.ts";

/**
 * Fill an empty house with the practices of the demo, in the middle of their week: all of it or nothing, lived through
 * the house's own verbs, the same on the same day. Leaves a house alone that has the demo already, or practices of its own.
 * `sharesSecondFactor`: its people get the authenticator secret everybody is told, so never where real people could come.
 * `hasSandboxKeys`: where cards are taken, the group practice has keys of its own, which only the sandbox knows.
 * `world`: where its recording is kept; without one there is none.
 */
export function seed(
  house: House,
  {
    sharesSecondFactor = false,
    hasSandboxKeys = false,
    world = null,
  }: { sharesSecondFactor?: boolean; hasSandboxKeys?: boolean; world?: World | null } = {},
): Promise<"seeded" | "already_there" | "has_its_own"> {
  return house.db.transaction(async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(hashtext('selvage seed'))`);
    const known = await whoIsThere(db);
    if (known) return known;

    // Their history was paid by hand: nobody sat at Stripe's page in a past that was made up today.
    const past = { ...house, stripeOfEnvironment: false };
    const maren = openPast(past, db, marensZone);
    const desk = await openMaren(maren);
    await liveMarensWeeks(desk);
    await liveWaitingList(desk);
    await liveForms(desk);
    await liveLibrary(desk, world);
    await liveConversation(desk);
    await liveNotices(desk);
    const harbour = openPast(past, db, harboursZone);
    const desks = await openHarbour(harbour);
    await liveHarboursWeeks(desks);
    if (hasSandboxKeys && house.stripeOfEnvironment) await keepKeys(desks.ana.ctx, demoKeys);
    await sealEvents({ ...house, db });
    if (sharesSecondFactor) await shareSecondFactor({ ...house, db });
    return "seeded";
  });
}

/** The group practice's own keys; they open nothing but the sandbox, which knows them (sandbox/stripe/demo.ts). */
export const demoKeys = {
  secretKey: "sk_test_demo_harbour",
  webhookSecret: "whsec_ZGVtby1vbmx5LWhhcmJvdXItc3RyaXBl",
};

async function whoIsThere(db: Ctx["db"]): Promise<"already_there" | "has_its_own" | null> {
  const [demo] = await db.select({ id: practices.id }).from(practices).where(eq(practices.slug, marensSlug));
  if (demo) return "already_there";
  const [other] = await db.select({ id: practices.id }).from(practices).limit(1);
  return other ? "has_its_own" : null;
}
