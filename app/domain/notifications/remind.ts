import { sql } from "drizzle-orm";
import { reminders } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { newId } from "#app/values/ids.ts";
import { leads } from "#app/values/leads.ts";
import { MINUTE } from "#app/values/zoned.ts";
import { clockChange, reminderDue } from "./rules.ts";

/** How many sessions are looked at together, and so how many reminders one transaction writes at most. */
const batch = 200;

/**
 * Remind whoever has a session soon. Nothing is planned ahead: each minute looks at what stands now, so a reminder dies
 * with its booking and moves with it. Where several look at once, each reminder is written by one of them.
 */
export function remind(house: House): Promise<void> {
  return inTurn(dueByPractice(house), ([practiceId, due]) => handOn({ ...house, practiceId }, due));
}

async function* dueByPractice(house: House): AsyncGenerator<[string, Candidate[]]> {
  let after: Place | null = null;
  for (;;) {
    const found: Candidate[] = await candidates(house, after);
    yield* Map.groupBy(found.filter(isDue(house.now())), ({ practiceId }) => practiceId);
    const last = found.at(-1);
    if (!last || found.length < batch) return;
    after = last;
  }
}

type Place = Pick<Candidate, "startsAt" | "bookingId" | "lead">;

type Candidate = {
  bookingId: string;
  practiceId: string;
  sequence: number;
  startsAt: Date;
  zone: string;
  standsSince: Date;
  leads: number[];
  lead: number;
};

type Ctx = House & { practiceId: string };

/** Write the reminders and queue their letters, all of them or none. */
async function handOn(ctx: Ctx, due: Candidate[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const rows = due.map(({ bookingId, startsAt, lead, sequence, zone, standsSince, leads }) => {
      const session = { startsAt: +startsAt, zone, leads, standsSince: +standsSince };
      const dueAt = new Date(reminderDue(session, +ctx.now())?.dueAt ?? +ctx.now());
      return { id: newId(), practiceId: ctx.practiceId, bookingId, startsAt, lead, sequence, dueAt };
    });
    const mine = await ctx.db
      .insert(reminders)
      .values(rows.map((row) => ({ ...row, queuedAt: ctx.now() })))
      .onConflictDoNothing()
      .returning({ id: reminders.id, lead: reminders.lead });
    for (const { id, lead } of mine) await record(ctx, "reminder.came_due", { id }, { lead });
  });
}

function isDue(now: Date) {
  return ({ startsAt, zone, leads, standsSince, lead }: Candidate) => {
    const session = { startsAt: +startsAt, zone, leads, standsSince: +standsSince };
    return reminderDue(session, +now)?.lead === lead;
  };
}

/**
 * Sessions that may have a reminder due, in order of their start: a range of starts for each lead, wide enough for what
 * is late and for a clock change, without those reminded already. The rules say which of them are.
 */
async function candidates({ db, now }: House, after: Place | null): Promise<Candidate[]> {
  const at = now();
  const slack = clockChange / MINUTE;
  const further = after
    ? sql`and (a.starts_at, b.id, lead) > (${after.startsAt.toISOString()}::timestamptz, ${after.bookingId}::uuid, ${after.lead}::int)`
    : sql``;
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select b.id, b.practice_id, b.sequence, a.starts_at, b.guest_zone, b.changed_at, chosen.leads, lead
    from unnest(${sql.raw(`array[${leads.join(",")}]`)}) as lead
    join appointments a on a.occupies
      and a.starts_at > ${at.toISOString()}::timestamptz + make_interval(mins => lead / 2)
      and a.starts_at <= ${at.toISOString()}::timestamptz
        + make_interval(mins => lead + case when lead % 1440 = 0 then ${slack}::int else 0 end)
    join bookings b on b.appointment_id = a.id and b.status = 'confirmed' and b.guest_email is not null
    join session_types t on t.id = a.session_type_id
    join clients c on c.id = b.client_id and not c.is_invented
    cross join lateral (
      select coalesce((
        select p.reminders from participants p left join users u on u.id = p.user_id
        where p.client_id = b.client_id and p.reminders is not null
          and (p.email = b.guest_email or u.email = b.guest_email)
        order by p.created_at, p.id limit 1), t.reminders) as leads
    ) chosen
    where lead = any(chosen.leads)
      and not exists (select 1 from reminders r
        where r.booking_id = b.id and r.starts_at = a.starts_at and r.lead = lead.lead)
      ${further}
    order by a.starts_at, b.id, lead
    limit ${batch}`);
  return rows.map((row) => ({
    bookingId: String(row.id),
    practiceId: String(row.practice_id),
    sequence: Number(row.sequence),
    startsAt: new Date(String(row.starts_at)),
    zone: String(row.guest_zone),
    standsSince: new Date(String(row.changed_at)),
    leads: row.leads as number[],
    lead: Number(row.lead),
  }));
}
