import { ownPractice } from "#app/domain/practices/queries.ts";
import { auditLog } from "#app/domain/reports/audit-log.ts";
import { asMember } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import { csvLine } from "#app/values/csv.ts";
import { dayOf, timeOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/log-file";
import { askedOf } from "./asked.ts";
import { kindInWords, whatInWords, whoInWords } from "./in-words.ts";

const headings = ["When", "What", "Sort", "Who", "About", "Event", "Subject", "Id"];
const most = 20_000;

/** The log as a file for a spreadsheet, as it was narrowed: the newest twenty thousand lines, times by the practice's clock. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "audit.see");
  const { zone } = await ownPractice(ctx);
  const { typed: _, ...asked } = askedOf(new URL(request.url).searchParams, zone);
  const { lines } = await auditLog(ctx, { ...asked, before: null, count: most });
  const rows = lines.map((line) =>
    csvLine([
      `${dayOf(zone, line.at)} ${timeOf(zone, line.at)}`,
      whatInWords(line.name),
      kindInWords(line.name),
      whoInWords(line),
      line.whom?.name ?? "",
      line.name,
      line.subjectId,
      line.id,
    ]),
  );
  return csvFile("log.csv", `\uFEFF${csvLine(headings)}${rows.join("")}`);
}
