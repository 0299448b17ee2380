import { findCode, usesOf } from "#app/domain/codes/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import { csvLine } from "#app/values/csv.ts";
import { decimalMoney } from "#app/values/money.ts";
import { dayOf, timeOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/uses";
import { mannerOf } from "./manner.ts";

const headings = ["Booked", "Session", "Session type", "Therapist", "Price", "Taken off", "Currency"];

/** The uses of a code as a file for a spreadsheet: times by the practice's clock, never whose they were. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "codes.see");
  const code = orNotFound(await findCode(ctx, params.id));
  const [{ currency, zone }, uses] = await Promise.all([mannerOf(ctx), usesOf(ctx, code.id)]);
  const at = (moment: Date) => `${dayOf(zone, moment)} ${timeOf(zone, moment)}`;
  const money = (amount: number) => decimalMoney({ amount, currency });
  const lines = uses.map(({ bookedAt, startsAt, type, therapist, price, takenOff }) =>
    csvLine([at(bookedAt), at(startsAt), type, therapist, money(price), money(takenOff), currency]),
  );
  // The mark in front lets spreadsheets read the letters as they are written.
  return csvFile(`code-${code.code}.csv`, `\uFEFF${csvLine(headings)}${lines.join("")}`);
}
