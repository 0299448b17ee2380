import { planTimeAway } from "#app/domain/availability/set-hours.ts";
import { addDays, dayOf, startOfDay } from "#app/values/zoned.ts";
import { writeChisNotes } from "./chis-notes.ts";
import {
  begins,
  call,
  calledOff,
  came,
  type Desk,
  ends,
  type Person,
  session,
  sessions,
  settlesIn,
  stayedAway,
} from "./desk.ts";
import type { HarbourDesks } from "./harbour.ts";
import { type Week, weekAround } from "./week.ts";

/** Live the last weeks of the group practice: twelve clients in every stage, and what is ahead of them. */
export async function liveHarboursWeeks({ ana, ben, chi }: HarbourDesks): Promise<void> {
  const { today, zone } = ana.past;
  await anasWeeks(ana, weekAround(today, zone, [1, 2, 3, 4]));
  await bensWeeks(ben, weekAround(today, zone, [2, 3, 4, 5]));
  await chisWeeks(chi, weekAround(today, zone, [1, 2, 3, 4, 5]));
}

async function anasWeeks(ana: Desk, week: Week): Promise<void> {
  await call(
    ana,
    client(1, "Riley Brooks"),
    week.at(1, "09:20"),
    "It’s about my father. I don’t know where to start.",
  );
  await beginning(ana, client(4, "Noah Feldman"), week.at(-3, "10:20"), week.at(2, "10:00"));
  await ongoing(
    ana,
    client(6, "Grace Liu"),
    week.at(-30, "11:20"),
    at(week, [-24, -20, -16, -12, -8, -4, 0, 4], "15:00"),
  );
  await ongoing(ana, client(7, "Mateo Cruz"), week.at(-23, "14:20"), at(week, [-16, -8, 0, 8], "11:00"));
  await undecided(ana, client(12, "Hannah Wolff"), week.at(-1, "12:20"));
}

async function bensWeeks(ben: Desk, week: Week): Promise<void> {
  await call(ben, client(2, "Jasmine Patel"), week.at(2, "11:20"));
  await ongoing(
    ben,
    client(8, "Samir Khan"),
    week.at(-26, "10:20"),
    at(week, [-20, -16, -12, -8, -4, 0, 4], "15:30"),
  );
  const nina = client(9, "Nina Kowalski");
  await ongoing(ben, nina, week.at(-22, "16:20"), at(week, [-16, -12, -4, 0, 4], "12:00"));
  const ill = await session(ben, nina, "session", week.at(-8, "12:00"));
  await calledOff(ben, ill, { by: "practice", hours: 26 });
}

async function chisWeeks(chi: Desk, week: Week): Promise<void> {
  const owen = client(3, "Owen Park");
  await stayedAway(chi, await call(chi, owen, week.at(-2, "08:20")));
  await call(chi, owen, week.at(3, "08:40"), "I overslept last time, which is rather the point.");
  await beginning(chi, client(5, "Leila Haddad"), week.at(-4, "09:20"), week.at(1, "10:00"));
  const tyler = await ongoing(
    chi,
    client(10, "Tyler Reed"),
    week.at(-33, "08:40"),
    at(week, [-25, -20, -15, -10, -5, 0, 5], "11:00"),
  );
  const { zone, today } = chi.past;
  await writeChisNotes(
    chi,
    tyler.filter(({ startsAt }) => dayOf(zone, startsAt) < today),
  );
  const rosa = client(11, "Rosa Martin");
  const past = await ongoing(chi, rosa, week.at(-48, "10:40"), at(week, [-40, -35, -30, -25, -20], "09:00"));
  const last = past.at(-1);
  if (last) await ends(chi, last);
  await weekAway(chi, week);
}

async function beginning(desk: Desk, person: Person, first: number, ahead: number): Promise<void> {
  const kept = await call(desk, person, first);
  await came(desk, kept);
  await begins(desk, kept);
  await session(desk, person, "session", ahead);
}

async function ongoing(desk: Desk, person: Person, first: number, starts: number[]) {
  const kept = await call(desk, person, first);
  await came(desk, kept);
  await begins(desk, kept);
  const held = await sessions(desk, person, "session", starts);
  if (held[0]) await settlesIn(desk, held[0]);
  return held;
}

/** They have spoken; whether they begin is still open. */
async function undecided(desk: Desk, person: Person, first: number): Promise<void> {
  await came(desk, await call(desk, person, first));
}

async function weekAway({ ctx, therapistId, past }: Desk, week: Week): Promise<void> {
  const leaves = week.day(30);
  const [startsAt, endsAt] = [leaves, addDays(leaves, 7)].map(
    (date) => new Date(startOfDay(past.zone, date)),
  );
  if (startsAt && endsAt) await planTimeAway(ctx, therapistId, { startsAt, endsAt });
}

function client(number: number, name: string): Person {
  return { name, email: `c${number}@harbour.test` };
}

function at(week: Week, days: number[], time: string): number[] {
  return days.map((n) => week.at(n, time));
}
