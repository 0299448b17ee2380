import type { ClientKind, Stage } from "#app/db/schema/clients.ts";
import { readTags } from "#app/domain/clients/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { looksLikeFormula, withoutGuard } from "#app/values/csv.ts";
import { isOneLine } from "#app/values/words.ts";
import { type DateOrder, readDate } from "./dates.ts";
import type { Field, Mapping } from "./fields.ts";

/** Why a row is not taken. `email_twice` carries the line that has the address already. */
export type Problem =
  | "too_many_cells"
  | "no_name"
  | "name_too_long"
  | "formula"
  | "unreadable"
  | "bad_email"
  | "bad_phone"
  | "unknown_kind"
  | "under_age"
  | "unknown_stage"
  | "bad_tags"
  | "bad_since"
  | "since_ahead"
  | `email_twice:${number}`
  | "known_elsewhere";

/**
 * What to know about a row that is not wrong: somebody of that name is here already; who is here already joins the
 * therapist's clients, or is one of them and nothing changes.
 */
export type Remark = "same_name" | "joins" | "theirs_already";

/** Somebody as a row says them. `since`: a day, `YYYY-MM-DD`. */
export type Newcomer = {
  name: string;
  email: string | null;
  phone: string | null;
  kind: ClientKind;
  stage: Stage;
  tags: string[];
  since: string | null;
};

export type Reading = {
  mapping: Mapping;
  /** How many columns the headings name. */
  width: number;
  /** The stage where no column says. */
  stage: Stage;
  dateOrder: DateOrder;
  today: string;
};

export type ReadRow = { newcomer: Newcomer; problems: [] } | { newcomer: null; problems: Problem[] };

const kinds = new Map<string, ClientKind | "under_age">([
  ...meant("individual", "individual,person,one person,single,adult,individual adult,client"),
  ...meant("couple", "couple,couples,a couple,pair,partners"),
  ...meant("family", "family,a family,families"),
  ...meant("under_age", "minor,child,adolescent,teen,teenager,under age,youth"),
]);

const stages = new Map<string, Stage>([
  ...meant("ongoing", "ongoing,active,current,existing,open,yes,true,ativo,activo,aktiv"),
  ...meant("intake", "intake,new,onboarding,starting,pending intake"),
  ...meant("discovery", "discovery,lead,prospect,prospective,enquiry,inquiry,waitlist,waiting list"),
  ...meant(
    "ended",
    "ended,inactive,closed,discharged,archived,former,past,terminated,no,false,inativo,inactivo",
  ),
]);

function meant<T extends string>(value: T, words: string): [string, T][] {
  return words.split(",").map((word) => [word, value]);
}

/**
 * Somebody as a row says them, or everything that is wrong with it: a row is taken whole or not at all, so that nothing
 * of it is dropped without a word. A formula is text like any other, and no name or tag begins like one.
 */
export function readRow(cells: readonly string[], reading: Reading): ReadRow {
  const { mapping, width, today } = reading;
  const cellOf = (field: Field) => plain(cells[mapping[field] ?? -1]);
  const problems: Problem[] = [];
  const wrong = (problem: Problem) => problems.includes(problem) || problems.push(problem);

  if (cells.slice(width).some((cell) => cell.trim() !== "")) wrong("too_many_cells");
  const name = cellOf("name") || [cellOf("firstName"), cellOf("lastName")].filter(Boolean).join(" ");
  const [email, phone] = [cellOf("email"), cellOf("phone")];
  if (name === "") wrong("no_name");
  if (name.length > 120) wrong("name_too_long");
  const tags = readTags(cellOf("tags").replaceAll(/[;|]/g, ","));
  if (!tags) wrong("bad_tags");
  if ([name, ...(tags ?? [])].some(looksLikeFormula)) wrong("formula");
  if (![name, email, phone, ...(tags ?? [])].every(isLegible)) wrong("unreadable");
  const address = email ? wish.email.safeParse(email) : null;
  if (address && !address.success) wrong("bad_email");
  if (phone && !wish.phone.safeParse(phone).success) wrong("bad_phone");
  const kind = kinds.get(cellOf("kind").toLowerCase() || "individual");
  if (kind === undefined) wrong("unknown_kind");
  if (kind === "under_age") wrong("under_age");
  const saidStage = cellOf("stage").toLowerCase();
  const stage = saidStage ? stages.get(saidStage) : reading.stage;
  if (stage === undefined) wrong("unknown_stage");
  const saidSince = cellOf("since");
  const since = saidSince ? readDate(saidSince, reading.dateOrder) : null;
  if (saidSince && (!since || since < "1920-01-01")) wrong("bad_since");
  if (since && since > today) wrong("since_ahead");

  if (problems.length > 0 || !stage || !tags || !kind || kind === "under_age")
    return { newcomer: null, problems };
  const newcomer = { name, email: address?.data ?? null, phone: phone || null, kind, stage, tags, since };
  return { newcomer, problems: [] };
}

/** A cell as it is read: without the guard against formulas, spaces made one, and a lone dash for nothing. */
function plain(cell = ""): string {
  const text = withoutGuard(cell.trim()).replaceAll(/\s+/g, " ").trim();
  return /^(-|–|—|n\/a|null)$/i.test(text) ? "" : text;
}

function isLegible(text: string): boolean {
  return isOneLine(text) && !text.includes("\uFFFD");
}

/** Twenty-four hours in which an import can be taken back. */
export const undoable = 24 * 3_600_000;

/** Until when an import can be taken back, or null when it cannot (any more). */
export function undoableUntil(
  { status, confirmedAt }: { status: string; confirmedAt: Date | null },
  now: Date,
): Date | null {
  if (status !== "done" || !confirmedAt) return null;
  const until = new Date(confirmedAt.getTime() + undoable);
  return until > now ? until : null;
}
