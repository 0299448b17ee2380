import { papersDuring } from "#app/domain/invoices/list.ts";
import { asMember } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import { csvLine } from "#app/values/csv.ts";
import { decimalMoney } from "#app/values/money.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/papers-csv";
import { rangeAsked } from "./range.ts";

const head = [
  ...["number", "issued on", "to", "on behalf of", "total", "tax", "currency", "paid by", "paid on"],
  "takes back",
];

/** Every paper of a range of days, a line each, for the tax adviser. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const { practice, first, last, span } = await rangeAsked(ctx, request);
  const lines = (await papersDuring(ctx, span)).map(({ name, issuedAt, currency, body, takesBack }) => [
    name,
    dayOf(practice.zone, issuedAt),
    body.buyer.name,
    body.onBehalfOf ?? "",
    decimalMoney({ amount: body.total, currency }),
    decimalMoney({ amount: body.tax, currency }),
    currency,
    body.paid?.method ?? "",
    body.paid ? dayOf(practice.zone, new Date(body.paid.at)) : "",
    takesBack ?? "",
  ]);
  return csvFile(`papers-${first}-to-${last}.csv`, [head, ...lines].map(csvLine).join(""));
}
