import type { Conflict, Planned } from "#app/domain/series/plan.ts";
import { isFirm } from "#app/domain/series/plan.ts";
import { timeOnALine, whenAndWhere, whenInYear } from "#app/routes/when.ts";
import { formatDay } from "#app/values/zoned.ts";
import { fieldOf } from "./fields.ts";

/** Whose clock and locale the dates are told by, and whose diary it is: "your", "Maren’s". */
type Manner = { zone: string; locale: string; whose: string; name: string };

const words: Partial<Record<Conflict, (manner: Manner) => string>> = {
  past: () => "That time is behind us.",
  taken: () => "Somebody else has that time.",
  fixed: () => "It can’t be moved again, so it stays where it is.",
  too_soon: ({ whose }) => `That is inside ${whose} notice, too close now.`,
  too_far: () => "That is further ahead than times can be booked yet.",
  outside_hours: ({ whose }) => `That is outside ${whose} hours.`,
  away: ({ name }) => (name === "" ? "You are away then." : `${name} is away then.`),
  busy: ({ whose }) => `That is in ${whose} blocked time.`,
  over_cap: ({ whose }) => `More than ${whose} day takes.`,
  in_buffers: ({ whose }) => `That is inside ${whose} pause beside another session.`,
};

/** To a client any time that isn’t open is one that is taken: how a therapist keeps her diary is her own. */
const notOpen = "That time isn’t open, or somebody else has it.";

/** A date of a series as its page shows it, with what can be chosen for it. */
export type DateShown = ReturnType<typeof dateShown>;

type Shown = Manner & { isStrict: boolean; changed: ReadonlySet<string>; stay?: boolean };

/** Every date in words: free, or what is against it, and what can be had in its place. */
export function datesShown(dates: readonly Planned[], shown: Shown) {
  return dates.map((one) => dateShown(one, shown));
}

function dateShown(one: Planned, { isStrict, changed, stay = false, ...manner }: Shown) {
  const { date, startsAt, conflicts, nearest, choice } = one;
  const iso = (at: number) => new Date(at).toISOString();
  const canKeep = !isStrict && conflicts.length > 0 && !conflicts.some(isFirm);
  const value = typeof choice === "number" ? iso(choice) : choice;
  const offered = typeof choice === "number" && !nearest.includes(choice) ? [choice, ...nearest] : nearest;
  const options = [
    ...offered.map((at) => ({ value: iso(at), label: `${insteadOf(at, startsAt, manner)} instead` })),
    ...(canKeep ? [{ value: "keep", label: `${timeOnALine(startsAt, manner)} all the same` }] : []),
    { value: "out", label: stay ? "Leave it where it is" : "Leave this date out" },
  ];
  return {
    date,
    field: fieldOf(date),
    when: whenInYear(startsAt, manner),
    isFree: conflicts.length === 0,
    why: whyNot(conflicts, isStrict, manner),
    options: conflicts.includes("fixed") ? [] : options,
    value: options.some((option) => option.value === value) ? value : (options[0]?.value ?? "out"),
    isKept: choice === "keep",
    isChanged: changed.has(date),
  };
}

function whyNot(conflicts: readonly Conflict[], isStrict: boolean, manner: Manner): string {
  if (isStrict && conflicts.includes("taken")) return notOpen;
  // What is behind us needs no second reason.
  const told = conflicts.includes("past") ? (["past"] as const) : conflicts;
  return told.map((conflict) => (words[conflict] ?? fullThen)(manner)).join(" ");
}

function fullThen({ whose }: Manner): string {
  return `That is more than ${whose} week takes.`;
}

/** A start in the place of another: only its time where it is the same day. */
function insteadOf(at: number, startsAt: number, manner: Manner): string {
  const isSameDay = formatDay(at, manner.zone, manner) === formatDay(startsAt, manner.zone, manner);
  return isSameDay ? timeOnALine(at, manner) : whenAndWhere(at, manner).when;
}

/** "8 dates, 7 of them free." */
export function countInWords(dates: readonly Planned[]): string {
  const free = dates.filter(({ conflicts }) => conflicts.length === 0).length;
  if (dates.length === 1) return free === 1 ? "1 date, and it is free." : "1 date, and it is not free.";
  if (free === dates.length) return `${dates.length} dates, all of them free.`;
  return `${dates.length} dates, ${free === 0 ? "none" : free} of them free.`;
}
