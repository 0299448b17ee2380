import { and, desc, eq, ne, sql } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import { happening } from "#app/domain/audit/queries.ts";
import { namesOfKind } from "#app/domain/audit/rules.ts";
import { clientsBehind, subjectsOf } from "#app/domain/audit/subjects.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { maySee, mayWrite } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { namesOf } from "#app/domain/identity/names.ts";

/** A look into somebody's record: what kind, whose hand, in which of their clients. */
export type Access = {
  id: string;
  name: string;
  /** What sort of words, where the event says so. */
  of: string | null;
  who: string;
  /** As what they work in the practice. */
  roles: readonly string[];
  isTherapist: boolean;
  /** Which client, where somebody belongs to several. */
  client: string;
  at: Date;
};

const looks = [...namesOfKind.readings, ...namesOfKind.exports, ...namesOfKind.glass];

/**
 * Who has looked into the record of whoever is signed in, the newest first: members of the practice by name, never they
 * themselves. Of a client they belong to as anything but a person in care, nothing; of a partner's private thread and
 * forms, nothing.
 */
export async function recordAccess(
  ctx: ClientCtx,
  { count, before }: { count: number; before: string | null },
): Promise<{ looks: Access[]; more: string | null }> {
  const seen = (await clientsOfUser(ctx, ctx.actor.userId)).filter(
    ({ role }) => maySee(role) && mayWrite(role),
  );
  if (seen.length === 0) return { looks: [], more: null };
  const theirs = sql.join(
    seen.map(({ clientId }) => sql`${events.subjectId} in ${subjectsOf(ctx.practiceId, clientId)}`),
    sql` or `,
  );
  const found = await ctx.db
    .select(happening)
    .from(events)
    .where(
      and(
        eq(events.practiceId, ctx.practiceId),
        sql`${events.name} like any(${sql.param(looks)}::text[])`,
        sql`${events.actor} like 'member:%'`,
        ne(events.actor, `member:${ctx.actor.userId}`),
        sql`(${theirs})`,
        notAPartners(ctx.actor.userId),
        before
          ? sql`(${events.at}, ${events.id}) < (select e.at, e.id from events e
              where e.practice_id = ${ctx.practiceId} and e.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(count + 1);
  const shown = found.slice(0, count);
  const users = shown.map(({ actor }) => actor.slice("member:".length));
  const names = await namesOf(ctx, users);
  const work = await workOf(ctx, users);
  const behind = await clientsBehind(
    ctx,
    shown.map(({ subjectId }) => subjectId),
  );
  return {
    more: found.length > count ? (shown.at(-1)?.id ?? null) : null,
    looks: shown.map(({ id, name, actor, detail, at, subjectId }) => {
      const user = actor.slice("member:".length);
      const client = seen.find(({ clientId }) => clientId === behind.get(subjectId));
      return {
        id,
        name,
        of: typeof detail.kind === "string" ? detail.kind : null,
        who: names.get(user) ?? "Somebody who has left",
        roles: work.get(user)?.roles ?? [],
        isTherapist: work.get(user)?.isTherapist ?? false,
        client: client?.name ?? "",
        at,
      };
    }),
  };
}

/** What is one participant's own is shown to nobody else in the client: a private thread, a form somebody fills in. */
function notAPartners(userId: string) {
  return sql`not exists (select 1 from threads t join participants p on p.id = t.participant_id
      where t.id = ${events.subjectId} and p.user_id is distinct from ${userId})
    and not exists (select 1 from forms_asked f join participants p on p.id = f.participant_id
      where f.id = ${events.subjectId} and p.user_id is distinct from ${userId})
    and not exists (select 1 from participants p
      where p.id::text = ${events.detail}->>'participant' and p.user_id is distinct from ${userId})
    and not exists (select 1 from notes n where n.id = ${events.subjectId} and n.kind in ('psychotherapy', 'process'))`;
}

async function workOf(ctx: ClientCtx, users: string[]) {
  if (users.length === 0) return new Map<string, { roles: string[]; isTherapist: boolean }>();
  const { rows } = await ctx.db.execute<{ id: string; roles: string[]; isTherapist: boolean }>(sql`
    select m.user_id as id, m.roles, exists (select 1 from therapists t where t.member_id = m.id) as "isTherapist"
    from members m where m.practice_id = ${ctx.practiceId} and m.user_id = any(${sql.param(users)}::uuid[])`);
  return new Map(rows.map(({ id, ...work }) => [id, work]));
}
