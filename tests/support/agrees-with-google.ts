import type { Account } from "#sandbox/google/account.ts";
import type { Calendar } from "#sandbox/google/calendar.ts";
import { type Happening, happenings } from "./google-oracle.ts";

type Scene = {
  rows<T extends object>(query: string, ...values: unknown[]): Promise<T[]>;
  now: Date;
  /** Whose account a therapist's connection is about. */
  accountOf(therapistId: string): Account;
};

type Source = { id: string; external: string; blocks: boolean; written: boolean; listed: Date | null };
type Standing = { id: string; starts_at: Date; ends_at: Date; asked: boolean };

const day = 86_400_000;

/**
 * What of invariant 8 does not hold between our rows and what stands in people's calendars, and which stored busy times
 * those calendars do not have: a sentence for each. To be asked when all work is done. A connection that needs its person
 * is left out, and so is an appointment about which the therapist was asked.
 */
export async function disagreements(scene: Scene): Promise<string[]> {
  const connections = await scene.rows<{ id: string; therapist: string }>(
    "select id, therapist_id as therapist from calendar_connections where state = 'connected'",
  );
  const wrong = await blockedByNothing(scene);
  for (const { id, therapist } of connections) {
    const account = scene.accountOf(therapist);
    const sources = await scene.rows<Source>(
      `select id, external_id as external, blocks, is_written as written, listed_until as listed
       from calendars where connection_id = $1 and ended_at is null`,
      id,
    );
    const ours = new Set(
      (
        await scene.rows<{ id: string }>("select id from appointments where therapist_id = $1", therapist)
      ).map(({ id }) => id),
    );
    wrong.push(...(await entriesOf(scene, { therapist, account, sources, ours })));
    for (const source of sources) wrong.push(...(await busyOf(scene, account, source, ours)));
  }
  return wrong;
}

type Connected = { therapist: string; account: Account; sources: Source[]; ours: Set<string> };

/** Google holds exactly one event for each that is to come, at its time, where we write; and no other of ours, anywhere. */
async function entriesOf({ rows, now }: Scene, { therapist, account, sources, ours }: Connected) {
  const wrong: string[] = [];
  const written = sources.find(({ written }) => written)?.external;
  const standing = await rows<Standing>(
    `select a.id, a.starts_at, a.ends_at,
       exists (select from calendar_proposals p where p.appointment_id = a.id and p.closed_at is null) as asked
     from appointments a where a.therapist_id = $1 and a.ends_at > $2
       and exists (select from bookings b where b.appointment_id = a.id and b.status = 'confirmed')`,
    therapist,
    now,
  );
  // What was is nobody's to take out any more, wherever somebody dragged it.
  const memories = await rows<{ id: string }>(
    `select a.id from appointments a join bookings b on b.appointment_id = a.id
     where a.therapist_id = $1 and a.ends_at <= $2 and b.status in ('confirmed', 'attended', 'no_show')`,
    therapist,
    now,
  );
  const known = new Set([...standing, ...memories].map(({ id }) => id));
  const events = account.calendars.flatMap((calendar) =>
    happenings(calendar, { from: 0, until: now.getTime() + 400 * day, which: looksOurs })
      .filter((one) => appointmentOf(one, ours) !== null)
      .map((one) => ({ ...one, calendar, appointment: appointmentOf(one, ours) })),
  );
  for (const { id, starts_at, ends_at, asked } of standing) {
    const own = events.filter(({ appointment }) => appointment === id);
    if (own.length > 1) wrong.push(`Google has ${own.length} events for appointment ${id}`);
    if (asked) continue;
    const [event] = own;
    if (!event) wrong.push(`Google has no event for appointment ${id} at ${starts_at.toISOString()}`);
    else if (event.startsAt !== starts_at.getTime() || event.endsAt !== ends_at.getTime())
      wrong.push(
        `Google has appointment ${id} at ${iso(event.startsAt)}, it is at ${starts_at.toISOString()}`,
      );
    else if (account.calendar(written) !== event.calendar)
      wrong.push(`The event of appointment ${id} is in ${event.calendar.id}, we write to ${written}`);
  }
  for (const { id, appointment, endsAt } of events)
    if (endsAt > now.getTime() && !known.has(appointment ?? ""))
      wrong.push(
        `Google has event ${id} until ${iso(endsAt)}, and appointment ${appointment} does not stand`,
      );
  return wrong;
}

/** What we keep of a calendar that is to come is what it says, as far as it was listed. */
async function busyOf({ rows, now }: Scene, account: Account, source: Source, ours: Set<string>) {
  const calendar = account.seen(source.external);
  if (!calendar) return [];
  if (!source.listed) return [`Calendar ${source.external} was never listed`];
  const from = now.getTime();
  const until = source.listed.getTime();
  const kept = await rows<{ s: Date; e: Date }>(
    "select starts_at as s, ends_at as e from busy_times where calendar_id = $1 and ends_at > $2 and starts_at < $3",
    ...[source.id, now, source.listed],
  );
  const says = source.blocks ? busyIn(calendar, { from, until }, ours) : [];
  const keeps = kept.map(({ s, e }) => `${iso(s.getTime())} to ${iso(e.getTime())}`);
  return [
    ...without(says, keeps).map((span) => `${source.external} is busy ${span}, and we do not know it`),
    ...without(keeps, says).map((span) => `We hold ${source.external} to be busy ${span}, and it is not`),
  ];
}

function busyIn(calendar: Calendar, { from, until }: { from: number; until: number }, ours: Set<string>) {
  return happenings(calendar, { from, until })
    .filter((one) => one.isBusy && appointmentOf(one, ours) === null)
    .map(({ startsAt, endsAt }) => `${iso(startsAt)} to ${iso(endsAt)}`);
}

/** No calendar that is not read any more closes anything. */
async function blockedByNothing({ rows }: Scene): Promise<string[]> {
  const left = await rows<{ id: string }>(
    `select b.id from busy_times b left join calendars c on c.id = b.calendar_id and c.ended_at is null and c.blocks
     where b.source = 'google' and c.id is null`,
  );
  return left.map(({ id }) => `Busy time ${id} is of no calendar that is read`);
}

const shapeOfOurs = /^selvage([a-v0-9]{26})g[a-v0-9]+t[a-v0-9]+$/;

function looksOurs(id: string): boolean {
  return shapeOfOurs.test(id);
}

/**
 * The appointment an event of ours stands for: it carries its id, in its own id too, read bit by bit as RFC 4648 has it.
 * Null for every other event, one of another practice's making as well.
 */
function appointmentOf({ id, fields }: Happening, ours: Set<string>): string | null {
  const [, text] = shapeOfOurs.exec(id) ?? [];
  const named = fields.extendedProperties?.private?.appointment;
  if (!text || !named || !ours.has(named)) return null;
  const bits = [...text].map((sign) => Number.parseInt(sign, 32).toString(2).padStart(5, "0")).join("");
  const bytes = Array.from({ length: 16 }, (_, n) => Number.parseInt(bits.slice(n * 8, n * 8 + 8), 2));
  return Buffer.from(bytes).toString("hex") === named.replaceAll("-", "") ? named : null;
}

/** What of the first is not in the second, each as often as it is there too often. */
function without(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
