import { asc, eq } from "drizzle-orm";
import type { PaperBody } from "#app/db/schema/invoices.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { newId } from "#app/values/ids.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { NamedPaper } from "./queries.ts";
import { lineOf, nameOf, nearestRule, totalsOf, withTax } from "./rules.ts";
import { settingsOf, taxRulesOf } from "./settings.ts";

/** What a session costs that is in no list yet; minor units. */
const usualPrice = 8500;

/** A paper as the practice's next one would look, for somebody who does not exist. It is not kept and takes no number. */
export async function examplePaper(ctx: Ctx): Promise<NamedPaper> {
  const [practice, settings, rules] = await Promise.all([ownPractice(ctx), settingsOf(ctx), taxRulesOf(ctx)]);
  const { kind, legalName, legalNumber, npi, note } = settings;
  const { name, address, email, locale, zone, currency, country } = practice;
  const now = ctx.now();
  const line = withTax([await aLine(ctx, rules, dayOf(zone, now))]);
  const body: PaperBody = {
    seller: { name, legalName, legalNumber, npi, address, email },
    buyer: { name: "Alex Example", email: "alex@example.org" },
    onBehalfOf: null,
    lines: line,
    ...totalsOf(line),
    paid: { amount: totalsOf(line).total, method: "bank_transfer", at: now.toISOString() },
    note,
    locale,
    zone,
  };
  const number = { series: kind, year: Number(dayOf(zone, now).slice(0, 4)), number: 1 };
  return {
    ...number,
    ...{ id: newId(), practiceId: ctx.practiceId, clientId: newId(), paymentId: null, refundId: null },
    ...{ corrects: null, takesBack: null, currency, country, total: body.total, body, issuedAt: now },
    name: `${nameOf(number)} (example)`,
  };
}

/** A line of the first session that costs something, with whoever is first here. */
async function aLine(ctx: Ctx, rules: Awaited<ReturnType<typeof taxRulesOf>>, day: string) {
  const types = await ctx.db
    .select()
    .from(sessionTypes)
    .where(eq(sessionTypes.practiceId, ctx.practiceId))
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.id));
  const [therapist] = await ctx.db
    .select()
    .from(therapists)
    .where(eq(therapists.practiceId, ctx.practiceId))
    .orderBy(asc(therapists.position), asc(therapists.name))
    .limit(1);
  const type = types.find(({ price }) => price > 0);
  const price = type?.price ?? usualPrice;
  const rule = nearestRule(rules, { therapistId: therapist?.id ?? "", sessionTypeId: type?.id ?? "" });
  return {
    bookingId: "",
    ...lineOf({ kind: "session", minutes: type?.minutes ?? 50, amount: price, price, off: 0 }),
    day,
    therapist: therapist?.name ?? "the therapist",
    taxRate: rule?.treatment === "rate" ? rule.rate : null,
    taxWords: rule?.reason || null,
    procedureCode: type?.procedureCode ?? null,
    therapistNumber: therapist?.npi ?? null,
  };
}
