import { asMember } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import { csvLine } from "#app/values/csv.ts";
import type { Route } from "./+types/sample";

const sample = [
  ["First name", "Last name", "Email", "Phone", "Who comes", "Stage", "Tags", "Client since"],
  [
    "Ada",
    "Example",
    "ada@example.org",
    "(351) 912 345 678",
    "individual",
    "ongoing",
    "Tuesdays",
    "2024-03-15",
  ],
  ["Ben", "Example", "ben@example.org", "", "individual", "intake", "", ""],
  ["Cleo and Dan", "Example", "cleo@example.org", "", "couple", "ongoing", "evening; invoice", "2023-09-01"],
];

/** A list as it may look, to be filled in. */
export function loader({ context }: Route.LoaderArgs) {
  asMember(context, "clients.import");
  return csvFile("clients-sample.csv", `\uFEFF${sample.map(csvLine).join("")}`);
}
