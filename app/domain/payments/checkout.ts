import { and, eq, isNull } from "drizzle-orm";
import { clientBilling, payments } from "#app/db/schema/payments.ts";
import { practices } from "#app/db/schema/practices.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Merchant, Told, World } from "#app/world.ts";
import type { Payment } from "./begin.ts";
import { merchantOf } from "./merchant.ts";

/** `away`: nobody knows yet, and the same may be asked again. `over`: this try can come to nothing, and another may be made. */
export type Opened = { is: "open"; url: string } | { is: "away" } | { is: "over" };

/**
 * The page where a payment is made, opened once however often it is asked. Call it after the payment is committed: what
 * Stripe makes is found again by the payment's id.
 */
export async function openCheckout(ctx: Ctx, world: World, payment: Payment): Promise<Opened> {
  if (payment.checkoutUrl) return { is: "open", url: payment.checkoutUrl };
  const merchant = await merchantOf(ctx, world);
  if (!merchant || !payment.expiresAt || !payment.returnUrl || !payment.cancelUrl) return { is: "away" };
  const { id, amount, currency, expiresAt, returnUrl, cancelUrl } = payment;
  const locale = await localeOf(ctx);
  const told = await withCustomer(ctx, merchant, payment.clientId, (customer) =>
    merchant.openCheckout({
      reference: id,
      customer,
      amount: payment.purpose === "card" ? null : amount,
      ...{ currency, expiresAt, returnUrl, cancelUrl, locale },
    }),
  );
  if (told.outcome === "away") return { is: "away" };
  if (told.outcome === "refused") {
    await giveUp(ctx, id, told.code);
    return { is: "over" };
  }
  const { id: stripeSession, url: checkoutUrl } = told.value;
  await ctx.db
    .update(payments)
    .set({ stripeSession, checkoutUrl, changedAt: ctx.now() })
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, id), isNull(payments.stripeSession)));
  return checkoutUrl ? { is: "open", url: checkoutUrl } : { is: "over" };
}

/**
 * Ask something for the client as Stripe knows them, who are made known first. An account that has been changed for
 * another does not know them, and is told of them anew.
 */
async function withCustomer<T>(
  ctx: Ctx,
  merchant: Merchant,
  clientId: string,
  ask: (customer: string) => Promise<Told<T>>,
): Promise<Told<T>> {
  const known = await customerOf(ctx, clientId);
  const told = known ? await ask(known) : null;
  if (told && !(told.outcome === "refused" && told.code === "resource_missing")) return told;
  const made = await merchant.addCustomer(clientId);
  if (made.outcome !== "done" || made.value === known) return told ?? (made as Told<T>);
  await keepCustomer(ctx, clientId, made.value);
  return ask(made.value);
}

/** A client's name at Stripe; null before they were made known. */
export async function customerOf(ctx: Ctx, clientId: string): Promise<string | null> {
  const [billing] = await ctx.db
    .select({ customer: clientBilling.stripeCustomer })
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
  return billing?.customer ?? null;
}

async function keepCustomer(ctx: Ctx, clientId: string, stripeCustomer: string): Promise<void> {
  const changedAt = ctx.now();
  await ctx.db
    .insert(clientBilling)
    .values({ clientId, practiceId: ctx.practiceId, stripeCustomer, changedAt })
    .onConflictDoUpdate({ target: clientBilling.clientId, set: { stripeCustomer, changedAt } });
}

async function localeOf(ctx: Ctx): Promise<string> {
  const [practice] = await ctx.db
    .select({ locale: practices.locale })
    .from(practices)
    .where(eq(practices.id, ctx.practiceId));
  return practice?.locale ?? "en";
}

/** A try that Stripe refused to open a page for. Nobody can pay by it. */
async function giveUp(ctx: Ctx, paymentId: string, failure: string): Promise<void> {
  await ctx.db
    .update(payments)
    .set({ status: "failed", failure, changedAt: ctx.now() })
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        eq(payments.id, paymentId),
        eq(payments.status, "open"),
        isNull(payments.stripeSession),
      ),
    );
}
