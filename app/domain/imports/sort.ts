import { and, eq, sql } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import type { RowOutcome } from "#app/db/schema/imports.ts";
import { folded, foldedInSql } from "#app/domain/clients/folded.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { dayOf } from "#app/values/zoned.ts";
import { dateOrderOf } from "./dates.ts";
import type { ImportRow } from "./queries.ts";
import type { List } from "./read-list.ts";
import { type Newcomer, type Problem, type Reading, type Remark, readRow } from "./rules.ts";

/** What becomes of a row. `clientId` and `hasCare`: who is here already, and whether with this therapist. */
export type Sorted = { line: number; outcome: RowOutcome; says: (Problem | Remark)[] } & (
  | { outcome: "malformed"; newcomer: null }
  | { outcome: "new"; newcomer: Newcomer }
  | { outcome: "matched"; newcomer: Newcomer; clientId: string; hasCare: boolean }
);

type Wishes = Pick<ImportRow, "therapistId" | "mapping" | "stage" | "reach">;

/**
 * Sort a list out against the clients as they are now: who is new, who is here already by their address (decisions, 5),
 * and which rows cannot be taken. Nothing is written.
 */
export async function sortOut(ctx: Ctx, wishes: Wishes, list: List): Promise<Sorted[]> {
  const reading = await readingOf(ctx, wishes, list);
  const read = list.rows.map(({ line, cells }) => ({ line, ...readRow(cells, reading) }));
  const newcomers = read.flatMap(({ newcomer }) => newcomer ?? []);
  const here = await whoIsHere(ctx, wishes.therapistId, addressesOf(newcomers));
  const names = await namesHere(ctx, wishes, newcomers);
  const lineOf = new Map<string, number>();
  return read.map(({ line, newcomer, problems }): Sorted => {
    const wrong = (says: Problem[]): Sorted => ({ line, outcome: "malformed", says, newcomer: null });
    if (!newcomer) return wrong(problems);
    const address = ownAddress(newcomer);
    const before = address && lineOf.get(address);
    if (before) return wrong([`email_twice:${before}`]);
    if (address) lineOf.set(address, line);
    const known = address ? here.get(address) : undefined;
    if (!known) {
      const says: Remark[] = names.has(folded(newcomer.name)) ? ["same_name"] : [];
      return { line, outcome: "new", says, newcomer };
    }
    if (!known.hasCare && wishes.reach === "own") return wrong(["known_elsewhere"]);
    const says: Remark[] = [known.hasCare ? "theirs_already" : "joins"];
    return { line, outcome: "matched", says, newcomer, ...known };
  });
}

async function readingOf(ctx: Ctx, { mapping, stage }: Wishes, { headings, rows }: List): Promise<Reading> {
  const { locale, zone } = await ownPractice(ctx);
  const dates = rows.map(({ cells }) => cells[mapping.since ?? -1] ?? "");
  return {
    mapping,
    width: headings.length,
    stage: stage ?? "ongoing",
    dateOrder: dateOrderOf(dates, locale),
    today: dayOf(zone, ctx.now()),
  };
}

/** The address by which somebody is found again: that of who comes alone. Two share theirs with whom they like. */
function ownAddress({ kind, email }: Newcomer): string | null {
  return kind === "individual" ? email : null;
}

function addressesOf(newcomers: Newcomer[]): string[] {
  return [...new Set(newcomers.flatMap((newcomer) => ownAddress(newcomer) ?? []))];
}

async function whoIsHere(ctx: Ctx, therapistId: string, addresses: string[]) {
  if (addresses.length === 0) return new Map<string, { clientId: string; hasCare: boolean }>();
  const rows = await ctx.db
    .select({ email: participants.email, clientId: participants.clientId, careId: careRelationships.id })
    .from(participants)
    .leftJoin(
      careRelationships,
      and(
        eq(careRelationships.clientId, participants.clientId),
        eq(careRelationships.therapistId, therapistId),
      ),
    )
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.isAlone, true),
        sql`${participants.email} = any(${sql.param(addresses)}::text[])`,
      ),
    );
  return new Map(
    rows.map(({ email, clientId, careId }) => [email ?? "", { clientId, hasCare: careId !== null }]),
  );
}

/** Which of these names a client in reach has, folded. */
async function namesHere(ctx: Ctx, { therapistId, reach }: Wishes, newcomers: Newcomer[]) {
  const names = [...new Set(newcomers.map(({ name }) => folded(name)))];
  if (names.length === 0) return new Set<string>();
  const isOwn = sql`exists (select from ${careRelationships} where ${careRelationships.clientId} = ${clients.id}
    and ${careRelationships.therapistId} = ${therapistId})`;
  const rows = await ctx.db
    .selectDistinct({ name: foldedInSql(clients.name) })
    .from(clients)
    .where(
      and(
        eq(clients.practiceId, ctx.practiceId),
        sql`${foldedInSql(clients.name)} = any(${sql.param(names)}::text[])`,
        reach === "own" ? isOwn : undefined,
      ),
    );
  return new Set(rows.map(({ name }) => name));
}
