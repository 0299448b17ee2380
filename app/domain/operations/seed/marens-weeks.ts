import { blockTime } from "#app/domain/availability/block-time.ts";
import { overrideDate, planTimeAway } from "#app/domain/availability/set-hours.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { acceptPolicies } from "#app/domain/clients/consent.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { announce } from "#app/domain/groups/announce.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { addDays, dayOf, startOfDay } from "#app/values/zoned.ts";
import {
  begins,
  call,
  calledOff,
  came,
  type Desk,
  ends,
  feeWaived,
  granted,
  paid,
  paysLess,
  reachedSafely,
  session,
  sessions,
  settlesIn,
  stayedAway,
  tagged,
} from "./desk.ts";
import { keepsNotesHere, writePriyasRecord } from "./priyas-record.ts";
import { type Week, wall, weekAround } from "./week.ts";

/** Live Maren's last weeks, and write next week's into her diary. */
export async function liveMarensWeeks(desk: Desk): Promise<void> {
  const { zone, today } = desk.past;
  const week = weekAround(today, zone, [1, 2, 3, 4, 5]);
  await priya(desk, week);
  await theo(desk, week);
  await lenaAndMax(desk, week);
  await amara(desk, week);
  await jonah(desk);
  await callsAhead(desk, week);
  await callToMark(desk, week);
  await timeOfHerOwn(desk, week);
  await sleepEvening(desk, week);
  await keepsNotesHere(desk, week.at(-6, "08:00"));
}

/** Ongoing, every week at ten. Once she called off too late, and the fee was waived. Her last session is not paid yet. */
async function priya(desk: Desk, week: Week): Promise<void> {
  const person = { name: "Priya Raman", email: "priya@demo.test" };
  const first = await call(desk, person, week.at(-48, "11:40"), "I wake at four and can’t find my way back.");
  await came(desk, first);
  await begins(desk, first);
  await tagged(desk, person, first, ["Mornings"]);
  const kept = await sessions(
    desk,
    person,
    "session",
    [-40, -35, -30, -25, -20, -10, -5, 0, 5].map((n) => week.at(n, "10:00")),
  );
  const [one] = kept;
  if (one) await settlesIn(desk, one);
  const { zone, today } = desk.past;
  const behind = kept.filter(({ startsAt }) => dayOf(zone, startsAt) < today);
  for (const session of behind.slice(0, -1)) await paid(desk, session, 8500);
  const missed = await session(desk, person, "session", week.at(-15, "10:00"));
  await calledOff(desk, missed, {
    by: "client",
    hours: 5,
    reason: "My daughter has a fever. I’m sorry it’s so late.",
  });
  await feeWaived(desk, missed);
  await writePriyasRecord(desk, behind);
}

/** Came for what he came for, and ended. */
async function theo(desk: Desk, week: Week): Promise<void> {
  const person = { name: "Theo Lindqvist", email: "theo@demo.test" };
  const first = await call(
    desk,
    person,
    week.at(-57, "16:40"),
    "I fly in March and would rather not think about it.",
  );
  await came(desk, first);
  await begins(desk, first);
  const noCalls = { mayEmail: true, mayCall: false, mayLeaveMessage: false };
  await reachedSafely(desk, person, first, { ...noCalls, isDiscreet: false, calendarWords: null });
  const forgotten = await session(desk, person, "session", week.at(-45, "12:00"));
  await stayedAway(desk, forgotten);
  const [one, ...more] = await sessions(
    desk,
    person,
    "session",
    [-50, -40, -30, -20].map((n) => week.at(n, "12:00")),
  );
  if (one) await settlesIn(desk, one);
  const last = more.at(-1);
  if (last) await ends(desk, last);
}

/** A couple Maren knew before she came here, so she opened the door herself. Each of them signed. */
async function lenaAndMax(desk: Desk, week: Week): Promise<void> {
  const lena = { name: "Lena Berg", email: "lena@demo.test" };
  const max = { name: "Max Berg", email: "max@demo.test" };
  const { ctx, therapistId, past } = desk;
  const clientId = await past.at(week.at(-33, "17:00"), async () => {
    const people = [
      { ...lena, userId: (await knowByAddress(ctx, lena)).userId, role: "self" as const },
      { ...max, userId: (await knowByAddress(ctx, max)).userId, role: "partner" as const },
    ];
    const { clientId } = await addClient(ctx, { kind: "couple", name: "Lena and Max Berg", people });
    await beginCare(ctx, clientId, therapistId);
    for (const { name } of people) await acceptPolicies(ctx, { clientId, givenBy: name, language: "en" });
    return clientId;
  });
  const door = { clientId, therapistId, to: "intake", discoveryBy: "therapist" } as const;
  await past.at(week.at(-33, "17:10"), async () => granted(await moveOn(ctx, door)));
  const [one] = await sessions(
    desk,
    lena,
    "couple",
    [-25, -15, -5, 0, 5].map((n) => week.at(n, "14:30")),
  );
  if (one) await settlesIn(desk, one);
}

/** Has just begun: the first session is ahead. */
async function amara(desk: Desk, week: Week): Promise<void> {
  const person = { name: "Amara Osei", email: "amara@demo.test" };
  const first = await call(
    desk,
    person,
    week.at(-4, "09:40"),
    "My exams are in June. A friend said you help with that.",
  );
  await came(desk, first);
  await begins(desk, first);
  await tagged(desk, person, first, ["Reduced rate"]);
  await paysLess(desk, first, "long-session", 9000);
  await session(desk, person, "long-session", week.at(2, "11:00"));
}

/** Rings today for the first time. On a weekend Maren opens an hour for it. */
async function jonah(desk: Desk): Promise<void> {
  const { ctx, therapistId, past } = desk;
  const { zone, today } = past;
  const startsAt = wall(zone, today, "17:20");
  const extra = { date: today, zone, ranges: [{ startMinute: 16 * 60 + 40, length: 120 }] };
  if (isWeekend(today))
    await past.at(wall(zone, addDays(today, -8), "12:00"), () => overrideDate(ctx, therapistId, extra));
  const person = { name: "Jonah Whitfield", email: "jonah@demo.test" };
  await call(
    desk,
    person,
    startsAt,
    "I haven’t slept through since the move. I’d like to know what a session is like.",
  );
}

/** Strangers who have found a time this week and next. */
async function callsAhead(desk: Desk, week: Week): Promise<void> {
  await call(desk, { name: "Inês Cardoso", email: "ines@demo.test" }, week.at(1, "16:40"));
  await call(
    desk,
    { name: "Tomasz Wilk", email: "tomasz@demo.test" },
    week.at(4, "10:20"),
    "Evenings are difficult for me.",
  );
  const moved = await call(desk, { name: "Beatriz Lobo", email: "beatriz@demo.test" }, week.at(-3, "15:20"));
  await calledOff(desk, moved, { by: "client", hours: 20 });
}

/** The last call of the day before, which Maren has yet to say anything about. */
async function callToMark(desk: Desk, week: Week): Promise<void> {
  const before = isWeekend(desk.past.today) ? 0 : -1;
  await call(desk, { name: "Marta Reis", email: "marta@demo.test" }, week.at(before, "17:20"));
}

async function timeOfHerOwn({ ctx, therapistId, past }: Desk, week: Week): Promise<void> {
  const { zone, below } = past;
  const from = ["09:00", "11:00", "15:00"][below(3)] ?? "09:00";
  const dentist = week.at(3, from);
  await blockTime(ctx, therapistId, {
    startsAt: new Date(dentist),
    endsAt: new Date(dentist + 2 * 3_600_000),
  });
  const leaves = week.day(25);
  const [startsAt, endsAt] = [leaves, addDays(leaves, 9)].map((date) => new Date(startOfDay(zone, date)));
  if (startsAt && endsAt) await planTimeAway(ctx, therapistId, { startsAt, endsAt });
}

async function sleepEvening({ ctx, therapistId, past }: Desk, week: Week): Promise<void> {
  const startsAt = week.at(8, "20:30");
  granted(await announce(ctx, { therapistId, typeSlug: "sleep-evening", startsAt, zone: past.zone }));
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}
