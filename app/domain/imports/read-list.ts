import { done, type Refused, refused } from "#app/values/result.ts";
import { decode, type Encoding, type NotAList } from "./decode.ts";
import { type Delimiter, delimiterOf } from "./delimiter.ts";
import { looksLikePerson } from "./fields.ts";

export const mostBytes = 20 * 1024 * 1024;
export const mostRows = 50_000;
const mostColumns = 100;
const longestRow = 100_000;

/** A row as it stands in the list. `line` is where it begins, as a text editor counts. */
export type Row = { line: number; cells: string[] };

/** `first`: the row that was taken for headings, in case it is a person; null where there was none. */
export type List = { headings: string[]; first: Row | null; rows: Row[] };

export type ReadList = { list: List; encoding: Encoding; delimiter: Delimiter };

export type ReadRefusal = NotAList | "too_many_rows" | "too_many_columns" | "row_too_long" | "no_rows";

export type NotRead = Refused<"unread"> & Unread;

/** Why a list could not be read; `line` is where, when that is known. */
export type Unread = { why: ReadRefusal | "quote_never_closed"; line: number | null };

/**
 * Read a list of comma-separated values (RFC 4180, and what spreadsheets make of it): any of three delimiters, quotation
 * marks, line breaks inside cells, rows of any length. Blank rows go. A list whose first row is a person already gets
 * headings of ours. Refuses what is no such list, and says where.
 */
export async function readList(bytes: Uint8Array): Promise<{ ok: true; value: ReadList } | NotRead> {
  const decoded = decode(bytes);
  if (!decoded.ok) return unread(decoded.refusal);
  const { encoding } = decoded.value;
  // One kind of line break, so that lines are counted alike inside a cell and between rows.
  const text = decoded.value.text.replaceAll(/\r\n?/g, "\n");
  const { delimiter, isNamed } = delimiterOf(text);
  const body = isNamed ? text.slice(text.indexOf("\n") + 1) : text;
  const parsed = await parse(body, delimiter, isNamed ? 1 : 0);
  if ("why" in parsed) return { ...refused("unread"), ...parsed };
  const [first, ...others] = parsed.rows;
  if (!first) return unread("empty");
  const hasHeadings = !first.cells.some(looksLikePerson);
  const rows = hasHeadings ? others : parsed.rows;
  if (rows.length === 0) return unread("no_rows");
  if (rows.length > mostRows) return unread("too_many_rows");
  const width = hasHeadings
    ? first.cells.length
    : Math.max(...rows.slice(0, 100).map(({ cells }) => cells.length));
  if (width > mostColumns) return unread("too_many_columns");
  const headings = Array.from({ length: width }, (_, index) => {
    const said = hasHeadings ? first.cells[index]?.replaceAll(/\s+/g, " ").trim().slice(0, 80) : "";
    return said || `Column ${index + 1}`;
  });
  return done({ list: { headings, first: hasHeadings ? first : null, rows }, encoding, delimiter });
}

function unread(why: Unread["why"], line: number | null = null): NotRead {
  return { ...refused("unread"), why, line };
}

const piece = 64 * 1024;

/** The rows with anything in them. Parsed piece by piece, so that whoever else asks for something meanwhile is answered. */
async function parse(
  text: string,
  delimiter: Delimiter,
  linesBefore: number,
): Promise<{ rows: Row[] } | Unread> {
  const { parse: openParser } = await import("csv-parse");
  const rows: Row[] = [];
  let line = 1 + linesBefore;
  const parser = openParser({
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
    on_record(cells: string[], { lines }: { lines: number }) {
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
      line = lines + linesBefore + 1;
      return null; // Kept here, so that it is known where trouble began.
    },
  });
  let trouble: Unread | null = null;
  const over = new Promise<void>((resolve) => {
    parser.once("end", resolve);
    parser.once("error", ({ code }: Error & { code?: string }) => {
      const isTooLong = code === "CSV_MAX_RECORD_SIZE" && !isQuoteOpen(text);
      trouble = { why: isTooLong ? "row_too_long" : "quote_never_closed", line };
      resolve();
    });
  });
  parser.resume();
  for (let at = 0; at < text.length && !trouble && rows.length <= mostRows + 1; at += piece) {
    if (!parser.write(text.slice(at, at + piece)))
      await Promise.race([over, new Promise((resolve) => parser.once("drain", resolve))]);
  }
  if (rows.length > mostRows + 1) return { why: "too_many_rows", line: null };
  if (!trouble) parser.end();
  await over;
  return trouble ?? { rows };
}

/** A row that grew too long grew so because a quotation mark stands open more often than because anybody wrote it. */
function isQuoteOpen(text: string): boolean {
  return (text.match(/"/g)?.length ?? 0) % 2 === 1;
}
