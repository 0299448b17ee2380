/**
 * One place to turn to. Numbers are as dialled inside the country; `hours` are local time. `source` is the page that
 * says so and `checkedOn` the last day we can answer for: when someone compared the entry with that page, or, where
 * the page itself is old, the page's own date. `selvage doctor` names every line not checked for 180 days.
 */
export type CrisisLine = {
  name: string;
  phone?: string;
  text?: string;
  whatsapp?: string;
  chat?: string;
  hours: string;
  languages?: string;
  source: string;
  checkedOn: string;
};

/** A country's emergency number and its lines, the one to name first coming first. */
export type CountryHelp = { country: string; name: string; emergency: string; lines: CrisisLine[] };

export const dayAndNight = "day and night";
