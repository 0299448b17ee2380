import { movedDuring } from "#app/domain/payments/list.ts";
import { asMember } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import { csvLine } from "#app/values/csv.ts";
import { decimalMoney } from "#app/values/money.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/payments-csv";
import { rangeAsked } from "./range.ts";

const head = ["day", "client", "with", "appointment on", "amount", "currency", "how"];

/** All money that moved in a range of days, a line for each session; what went back is below zero. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const { practice, first, last, span } = await rangeAsked(ctx, request);
  const lines = (await movedDuring(ctx, span)).map((one) => [
    dayOf(practice.zone, one.at),
    one.clientName,
    one.therapistName,
    dayOf(practice.zone, one.startsAt),
    decimalMoney({ amount: one.kind === "came" ? one.amount : -one.amount, currency: one.currency }),
    one.currency,
    one.kind === "came" ? one.method : `back: ${one.to}`,
  ]);
  return csvFile(`payments-${first}-to-${last}.csv`, [head, ...lines].map(csvLine).join(""));
}
