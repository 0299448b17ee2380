import { asc } from "drizzle-orm";
import { cardConsents } from "#app/db/schema/clients/consents.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { ownPapers } from "#app/domain/invoices/queries.ts";
import { ownDebts, ownMovements } from "#app/domain/payments/own.ts";

/** What a signed-in person paid and owes, the papers of it, and what they agreed to about a card; amounts in minor units. */
export async function moneyOfTheirOwn(ctx: ClientCtx) {
  const movements = await ownMovements(ctx);
  return {
    payments: movements.map((one) => ({
      what: one.kind === "came" ? ("paid" as const) : ("given_back" as const),
      way: one.kind === "came" ? one.method : one.to,
      amount: { amount: one.amount, currency: one.currency },
      sessionAt: one.startsAt,
      at: one.at,
    })),
    owed: (await ownDebts(ctx)).map(({ amount, currency, startsAt, isFee }) => ({
      amount: { amount, currency },
      sessionAt: startsAt,
      isFee,
    })),
    papers: (await ownPapers(ctx)).map(({ name, total, currency, issuedAt, body }) => ({
      name,
      total: { amount: total, currency },
      issuedAt,
      paper: body,
    })),
    cardConsents: await cardConsentsOf(ctx),
  };
}

function cardConsentsOf(ctx: ClientCtx) {
  const { textVersion, text, givenBy, givenAt, inForceAt, withdrawnAt } = cardConsents;
  return ctx.db
    .select({ textVersion, text, givenBy, givenAt, inForceAt, withdrawnAt })
    .from(cardConsents)
    .where(own(ctx, mayAct, cardConsents))
    .orderBy(asc(givenAt));
}
