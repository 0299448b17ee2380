import type { Encoding } from "#app/domain/imports/decode.ts";
import type { Delimiter } from "#app/domain/imports/delimiter.ts";
import type { Field } from "#app/domain/imports/fields.ts";
import type { Unread } from "#app/domain/imports/read-list.ts";
import type { Problem, Remark } from "#app/domain/imports/rules.ts";

export const fieldWords: Record<Field, string> = {
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  email: "Email",
  phone: "Phone",
  kind: "Who comes: one person, a couple or a family",
  stage: "Where it stands: ongoing, intake, ended",
  tags: "Tags",
  since: "With you since",
};

export const encodingWords: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};

export const delimiterWords: Record<Delimiter, string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

type Kind = Exclude<Problem, `email_twice:${number}`> | Remark;

const said: Record<Kind, string> = {
  too_many_cells:
    "This row has more cells than there are headings. A comma inside a cell needs quotation marks around the cell.",
  no_name: "There is no name.",
  name_too_long: "The name is longer than 120 letters.",
  formula: "A name or tag begins like a formula (=, +, - or @), so it is not taken.",
  unreadable: "Some letters can’t be read. Save the file as UTF-8 and bring it again.",
  bad_email: "The email address doesn’t read like name@example.org.",
  bad_phone: "The phone number has something in it that is neither a digit nor + ( ) . / -.",
  unknown_kind: "Who comes is neither one person, a couple nor a family.",
  under_age: "Somebody under age comes with a guardian: please add them by hand.",
  unknown_stage: "Where it stands is none of discovery, intake, ongoing or ended.",
  bad_tags: "Twelve tags at most, each of 40 letters or fewer.",
  bad_since: "The date can’t be read. 2024-03-15 always can.",
  since_ahead: "The date is still to come.",
  known_elsewhere:
    "That address belongs to a client of this practice already. Ask whoever looks after the clients.",
  same_name: "Somebody of this name is here already, without this address. They come in beside them.",
  joins: "Here already, by the address. They join this therapist’s clients; nothing else of theirs changes.",
  theirs_already: "Here already, and with this therapist. Nothing changes.",
};

/** What is to be said of a row, for each of its codes. */
export function rowInWords(code: string): string {
  const [kind = "", line] = code.split(":");
  if (kind === "email_twice") return `Line ${line} has this email address already.`;
  return Object.hasOwn(said, kind) ? said[kind as Kind] : "This row can’t be taken.";
}

const unread: Record<Unread["why"], string> = {
  empty: "There is nothing in it.",
  workbook:
    "That is a spreadsheet’s own file. Open it there, choose “Save as” or “Export”, and bring it as CSV.",
  pdf: "That is a PDF. A list has to come as CSV: most programs can export one.",
  picture: "That is a picture. A list has to come as CSV: most programs can export one.",
  packed: "That file is packed. Unpack it first, and bring the CSV inside.",
  web_page: "That is a web page, though it may be called a spreadsheet. Export it as CSV and bring that.",
  not_text: "That is no text I can read. A list has to come as CSV: most programs can export one.",
  no_rows: "There are headings, and nobody under them.",
  too_many_rows: "That list has more than 50,000 rows. Please bring it in parts.",
  too_many_columns: "That list has more than 100 columns. Leave out what isn’t about who somebody is.",
  row_too_long: "One row is longer than 100,000 letters. Perhaps a quotation mark is missing before it.",
  quote_never_closed:
    "A quotation mark opens there and never closes, so everything after it would be one cell. Close it and bring the list again.",
};

/** Why a list could not be read, and where. */
export function unreadInWords({ why, line }: Unread): string {
  return line === null ? unread[why] : `Line ${line}: ${unread[why]}`;
}
