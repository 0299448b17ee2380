import { and, eq, sql } from "drizzle-orm";
import { imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import { recordMany } from "#app/domain/audit/record-many.ts";
import { bringIn, bringIntoCare, type Passage } from "#app/domain/clients/bring-in.ts";
import { type Ctx, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { type Known, knowMany } from "#app/domain/identity/know-many.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { startOfDay } from "#app/values/zoned.ts";
import { countsOf, keepRows } from "./lay-out.ts";
import { holdImport } from "./queries.ts";
import { destroyed, openList } from "./sealed-list.ts";
import { type Sorted, sortOut } from "./sort.ts";

/** Carry a confirmed import out, all of it or nothing; nothing when that was done already, or it was dropped. */
export async function carryOutImport(ctx: Ctx, _world: unknown, { subjectId }: Subject): Promise<void> {
  await carryOut(ctx, subjectId);
}

/** The same by its id. Whoever carries it out, the log says that the house did what somebody confirmed. */
export function carryOut(house: Ctx, importId: string): Promise<void> {
  const asHouse: Ctx = { ...house, actor: { kind: "system", job: "carry_out_import" } };
  return inTransaction(asHouse, async (ctx) => {
    await oneAtATime(ctx);
    const held = await holdImport(ctx, importId, ["running"]);
    const list = held && openList(ctx, held);
    if (!held || !list) return;
    const sorted = await sortOut(ctx, held, list);
    const passage = { therapistId: held.therapistId, importId, reason: held.reason ?? "other" };
    const made = new Map([
      ...(await addNew(ctx, passage, sorted.filter(isNew), held.welcomes)),
      ...(await joinMatched(ctx, passage, sorted.filter(isJoining))),
    ]);
    await keepRows(ctx, importId, sorted, made);
    const counts = countsOf(sorted);
    await ctx.db
      .update(imports)
      .set({ status: "done", ...counts, ...destroyed })
      .where(and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, importId)));
    await record(ctx, "import.carried_out", { id: importId }, counts);
  });
}

/** Imports of one practice take turns: two lists that name the same people never meet half-way. */
export async function oneAtATime(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(${ctx.practiceId}))`);
}

type New = Extract<Sorted, { outcome: "new" }>;
type Matched = Extract<Sorted, { outcome: "matched" }>;

const isNew = (row: Sorted): row is New => row.outcome === "new";
const isJoining = (row: Sorted): row is Matched => row.outcome === "matched" && !row.hasCare;

async function addNew(ctx: Ctx, passage: Passage, rows: New[], welcomes: boolean) {
  const sinceOf = await sinceIn(ctx);
  const people = new Map<string, { email: string; name: string }>();
  for (const { newcomer } of rows)
    if (newcomer.email && !people.has(newcomer.email))
      people.set(newcomer.email, { email: newcomer.email, name: newcomer.name });
  const known = await knowMany(ctx, [...people.values()]);
  const accountOf = ({ newcomer }: New) => (newcomer.email ? known.get(newcomer.email) : undefined);
  const arrived = await bringIn(
    ctx,
    passage,
    rows.map((row) => ({
      ...row.newcomer,
      userId: accountOf(row)?.userId ?? null,
      since: sinceOf(row.newcomer.since),
    })),
  );
  if (welcomes) {
    const welcome = arrived.filter((_, index) => isWelcome(rows[index], accountOf));
    const ids = welcome.map(({ participantId }) => participantId);
    await recordMany(ctx, "client.invited", ids, { sequence: 0, import: passage.importId });
  }
  return rows.map((row, index) => {
    const account = accountOf(row);
    return [
      row.line,
      { clientId: arrived[index]?.clientId ?? "", ...(account?.isNew && { userId: account.userId }) },
    ] as const;
  });
}

/** Whoever has an address and is still in care, unless they closed their account: one press for many reopens none. */
function isWelcome(row: New | undefined, accountOf: (row: New) => Known | undefined): boolean {
  if (!row?.newcomer.email || row.newcomer.stage === "ended") return false;
  return accountOf(row)?.isClosed === false;
}

async function joinMatched(ctx: Ctx, passage: Passage, rows: Matched[]) {
  const sinceOf = await sinceIn(ctx);
  const ids = await bringIntoCare(
    ctx,
    passage,
    rows.map(({ clientId, newcomer: { stage, since } }) => ({ clientId, stage, since: sinceOf(since) })),
  );
  return rows.map(
    ({ line, clientId }, index) => [line, { clientId, careRelationshipId: ids[index] ?? "" }] as const,
  );
}

/** The first moment of a day in the practice's zone. */
async function sinceIn(ctx: Ctx): Promise<(day: string | null) => Date | null> {
  const { zone } = await ownPractice(ctx);
  return (day) => (day ? new Date(startOfDay(zone, day)) : null);
}
