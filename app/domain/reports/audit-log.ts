import { and, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import { clients } from "#app/db/schema/clients.ts";
import { type Happening, happening } from "#app/domain/audit/queries.ts";
import { type EventKind, eventKinds, namesOfKind } from "#app/domain/audit/rules.ts";
import { clientsBehind, subjectsOf } from "#app/domain/audit/subjects.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { namesBehind, namesOf } from "#app/domain/identity/names.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

/** What the log is narrowed by; `person` is a user, `from` and `until` are instants, `before` is the last event seen. */
export type Narrowed = {
  kind: EventKind | null;
  person: string | null;
  client: string | null;
  from: Date | null;
  until: Date | null;
  before: string | null;
  count: number;
};

/** A line of the log: `who` and `whom` are names, null for nobody in particular. */
export type LogLine = Happening & { who: string | null; whom: { id: string; name: string } | null };

/** The practice's log, the newest first, for whoever may see it; nothing for others. Ids, names of deeds and of people. */
export async function auditLog(
  ctx: MemberCtx,
  asked: Narrowed,
): Promise<{ lines: LogLine[]; more: string | null }> {
  if (reachOf(ctx.actor, "audit.see") !== "practice") return { lines: [], more: null };
  const found = await ctx.db
    .select(happening)
    .from(events)
    .where(and(eq(events.practiceId, ctx.practiceId), ...narrowing(ctx, asked)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(asked.count + 1);
  const shown = found.slice(0, asked.count);
  return {
    lines: await withNames(ctx, shown),
    more: found.length > asked.count ? (shown.at(-1)?.id ?? null) : null,
  };
}

function narrowing(ctx: Ctx, { kind, person, client, from, until, before }: Narrowed): (SQL | undefined)[] {
  return [
    kind ? ofKind(kind) : undefined,
    person ? byPerson(person) : undefined,
    client ? aboutClient(ctx, client) : undefined,
    from ? gte(events.at, from) : undefined,
    until ? lt(events.at, until) : undefined,
    before && isId(before)
      ? sql`(${events.at}, ${events.id}) < (select e.at, e.id from events e
          where e.practice_id = ${ctx.practiceId} and e.id = ${before})`
      : undefined,
  ];
}

function ofKind(kind: EventKind): SQL {
  if (kind !== "changes") return sql`${events.name} like any(${sql.param([...namesOfKind[kind]])}::text[])`;
  const others = eventKinds.flatMap((one) => (one === "changes" ? [] : namesOfKind[one]));
  return sql`not ${events.name} like any(${sql.param(others)}::text[])`;
}

function byPerson(person: string): SQL | undefined {
  if (!isId(person)) return sql`false`;
  const hers = or(eq(events.actor, `member:${person}`), eq(events.actor, `client:${person}`));
  // Whoever signs in is nobody yet; the event names them.
  return or(hers, and(sql`${events.name} like 'session.%'`, sql`${events.detail}->>'userId' = ${person}`));
}

function aboutClient(ctx: Ctx, client: string): SQL | undefined {
  if (!isId(client)) return sql`false`;
  const theirOwn = sql`${events.actor} in (select 'client:' || p.user_id from participants p
    where p.practice_id = ${ctx.practiceId} and p.client_id = ${client} and p.user_id is not null)`;
  return or(sql`${events.subjectId} in ${subjectsOf(ctx.practiceId, client)}`, theirOwn);
}

async function withNames(ctx: Ctx, found: Happening[]): Promise<LogLine[]> {
  const behind = await clientsBehind(
    ctx,
    found.map(({ subjectId }) => subjectId),
  );
  const who = await namesBehind(
    ctx,
    found.map(({ actor }) => actor),
  );
  const beginning = found.flatMap(({ detail }) =>
    isId(String(detail.userId)) ? [String(detail.userId)] : [],
  );
  const began = await namesOf(ctx, beginning);
  const called = await clientNames(ctx);
  return found.map((event) => {
    const id = behind.get(event.subjectId);
    const name = id ? called.get(id) : undefined;
    return {
      ...event,
      who: who.get(event.actor) ?? began.get(String(event.detail.userId)) ?? null,
      whom: id && name ? { id, name } : null,
    };
  });
}

/** Every client of the practice by name, to narrow the log by. */
export async function clientNames(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(eq(clients.practiceId, ctx.practiceId))
    .orderBy(clients.name, clients.id);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Everybody who works or worked in the practice, by user, to narrow the log by. Empty for whoever may not see it. */
export async function peopleAtWork(ctx: MemberCtx): Promise<{ id: string; name: string }[]> {
  if (reachOf(ctx.actor, "audit.see") !== "practice") return [];
  const { rows } = await ctx.db.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from members m join users u on u.id = m.user_id
    where m.practice_id = ${ctx.practiceId} order by u.name, u.id`);
  return rows;
}
