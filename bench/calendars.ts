import { askConsent } from "#app/domain/calendar/ask-consent.ts";
import { connect } from "#app/domain/calendar/connect.ts";
import { pullDue } from "#app/domain/calendar/due.ts";
import { pullCalendar } from "#app/domain/calendar/pull.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { join } from "#app/domain/therapists/join.ts";
import { openGoogle } from "#app/integrations/google-calendar.server.ts";
import type { World } from "#app/world.ts";
import { type GoogleInProcess, googleInProcess } from "#sandbox/google/in-process.ts";
import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import type { Row } from "./table.ts";

const connected = 1_000;
const atOnce = 40;
/** In a quarter of an hour so many of a hundred have something new. */
const percentChanged = 10;

/** What it costs to ask the calendars of a thousand therapists whether something changed, as every quarter of an hour. */
export async function benchCalendars(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  const google = googleInProcess({ now: () => new Date(), contracts: null });
  const calendars = openGoogle({
    ...{ clientId: "bench", clientSecret: "bench", timeoutMs: 10_000, fetch: google.fetch },
  });
  const world = { calendars } as unknown as World;
  try {
    await inTurns(connected, (n) => connectOne(inside, world, google, n));
    await aRound(inside, world); // The first lists everything.
    for (const [n, account] of google.engine.accounts.entries())
      if (n % 100 < percentChanged) account.calendar().add(anHour(n));
    const spent = await aRound(inside, world);
    return [
      {
        what: `${connected.toLocaleString("en")} connected calendars, one round of asking`,
        ...{ measured: spent, limit: null, unit: "ms of a processor", goal: { atMost: 60_000 } },
        note: `every 15 minutes; in one of ${100 / percentChanged} something changed; Google's side, in the same process, is counted too`,
      },
    ];
  } finally {
    await inside.close();
  }
}

/** A therapist more, with a week of their own in their calendar. */
async function connectOne({ ctx }: Inside, world: World, google: GoogleInProcess, n: number): Promise<void> {
  const email = `bench-${n}@selvage.test`;
  const name = `Bench ${n}`;
  const { memberId, userId } = await takeOn(ctx, { email, name, roles: ["therapist"] });
  const { therapistId } = await join(ctx, {
    ...{ memberId, slug: `bench-${n}`, name, firstName: "Bench", title: "Counsellor", headline: "Quiet" },
    ...{ zone: "Europe/Lisbon", isPublished: false },
  });
  const own: MemberCtx = {
    ...ctx,
    actor: {
      ...{ kind: "member", userId, memberId, therapistId, practiceId: ctx.practiceId },
      ...{ roles: ["therapist"], intake: false, clinicalLead: false },
    },
  };
  const calendar = google.engine.account(email).calendar();
  for (let day = 1; day <= 7; day++) calendar.add(anHour(day));
  const url = await askConsent(own, world, { wantsList: false });
  const back = new URL(google.engine.consent(url ?? "", { account: email }));
  const said = (what: string) => back.searchParams.get(what) ?? "";
  const connecting = await connect(own, world, { state: said("state"), code: said("code") });
  if (!connecting.ok) throw new Error(`Google was not connected: ${connecting.refusal}`);
}

function anHour(day: number) {
  const at = Date.now() + day * 86_400_000;
  return {
    start: { dateTime: new Date(at).toISOString() },
    end: { dateTime: new Date(at + 3_600_000).toISOString() },
  };
}

/** Everything is due and asked; the processor's time it took this process, ms. */
async function aRound({ ctx, database }: Inside, world: World): Promise<number> {
  const { rows } = await database.pool.query<{ id: string }>(
    "update calendars set next_pull_at = now() - interval '1 second' where kind = 'google' returning id",
  );
  const before = process.cpuUsage();
  await pullDue(ctx);
  await inTurns(rows.length, async (n) => {
    const subjectId = rows[n]?.id ?? "";
    await pullCalendar(ctx, world, { practiceId: ctx.practiceId, subjectId, sequence: 0 });
  });
  const { user, system } = process.cpuUsage(before);
  const { rows: failed } = await database.pool.query("select 1 from calendars where failures > 0");
  if (failed.length > 0) throw new Error(`${failed.length} calendars were not read`);
  return (user + system) / 1_000;
}

/** Each once, so many at a time. */
async function inTurns(count: number, once: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await once(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
