import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { cardConsents } from "#app/db/schema/clients/consents.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

export type CardConsent = typeof cardConsents.$inferSelect;

type Given = Pick<CardConsent, "clientId" | "textVersion" | "text" | "upTo" | "upToMonthly" | "givenBy">;

/** Write down that a client agrees to their card being charged later, in these words, up to these amounts (minor units). It permits nothing before a card is kept. */
export async function giveCardConsent(ctx: Ctx, given: Given): Promise<string> {
  const id = newId();
  await ctx.db.insert(cardConsents).values({ id, practiceId: ctx.practiceId, ...given, givenAt: ctx.now() });
  return id;
}

/** Let a consent hold from now on, in place of the one before it. */
export async function putInForce(
  ctx: Ctx,
  { clientId, consentId }: { clientId: string; consentId: string },
): Promise<void> {
  const ofClient = and(eq(cardConsents.practiceId, ctx.practiceId), eq(cardConsents.clientId, clientId));
  const at = ctx.now();
  await ctx.db
    .update(cardConsents)
    .set({ withdrawnAt: at })
    .where(
      and(
        ofClient,
        ne(cardConsents.id, consentId),
        isNotNull(cardConsents.inForceAt),
        isNull(cardConsents.withdrawnAt),
      ),
    );
  await ctx.db
    .update(cardConsents)
    .set({ inForceAt: at })
    .where(and(ofClient, eq(cardConsents.id, consentId), isNull(cardConsents.inForceAt)));
}

/** What a client agreed to and has not taken back; null when nothing permits a charge. */
export async function consentInForce(ctx: Ctx, clientId: string): Promise<CardConsent | null> {
  const [consent] = await ctx.db
    .select()
    .from(cardConsents)
    .where(
      and(
        eq(cardConsents.practiceId, ctx.practiceId),
        eq(cardConsents.clientId, clientId),
        isNotNull(cardConsents.inForceAt),
        isNull(cardConsents.withdrawnAt),
      ),
    );
  return consent ?? null;
}

/** Take back what a client agreed to: no card of theirs is charged from now on. Says whether there was something. */
export async function withdrawCardConsent(ctx: Ctx, clientId: string): Promise<boolean> {
  const taken = await ctx.db
    .update(cardConsents)
    .set({ withdrawnAt: ctx.now() })
    .where(
      and(
        eq(cardConsents.practiceId, ctx.practiceId),
        eq(cardConsents.clientId, clientId),
        isNull(cardConsents.withdrawnAt),
      ),
    )
    .returning({ id: cardConsents.id });
  if (taken.length > 0) await record(ctx, "card_consent.withdrawn", { id: clientId });
  return taken.length > 0;
}
