import type { TitleMode } from "#app/db/schema/calendar.ts";
import type { Health } from "#app/domain/calendar/health.ts";
import { whenAndWhere } from "#app/routes/when.ts";

type Clock = { zone: string; locale: string };

/** What a therapist can have an appointment called in their own calendar. */
export const titles: Record<TitleMode, { label: string; hint: string }> = {
  busy: { label: "Busy", hint: "Says nothing but that the time is taken." },
  appointment: { label: "Appointment", hint: "The same word for everybody." },
  initials: { label: "Their initials", hint: "Such as J. P. Needs an agreement with Google, below." },
  name: {
    label: "Their name",
    hint: "As they gave it when they booked. Needs an agreement with Google, below.",
  },
};

/** What ended a connection, and what that means until it is back. */
export const troubleInWords = {
  dead: "Google no longer accepts the permission you gave.",
  forbidden: "A part of the permission you gave is missing.",
  no_calendar: "The calendar your appointments went into is no longer there.",
} as const;

const pullTroubles: Partial<Record<string, string>> = {
  away: "Google didn’t answer",
  missing: "Google says this calendar is no longer there, or not shared with you any more",
  forbidden: "Google says that it may not be read",
};

/** One calendar's state on a line: when it was last read, and if that is going wrong, why and when we try again. */
export function calendarInWords(
  { syncedAt, nextPullAt, trouble, failures }: Health["calendars"][number],
  clock: Clock,
): string {
  const at = (moment: Date) => whenAndWhere(moment.getTime(), clock).when;
  const read = syncedAt ? `Last read ${at(syncedAt)}.` : "Being read for the first time.";
  if (failures === 0 || !trouble) return read;
  const next = nextPullAt ? ` We try again ${at(nextPullAt)}.` : "";
  return `${pullTroubles[trouble] ?? "Google refused to let us read it"}. ${read}${next}`;
}

/** What of a calendar is used. */
export function useInWords({ blocks, isWritten }: Health["calendars"][number]): string {
  if (blocks && isWritten) return "Closes openings; your sessions go here";
  return blocks ? "Closes openings" : "Your sessions go here; what else is in it closes nothing";
}

/** How many sessions ahead are on their way into the calendar. */
export function waitingInWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? "1 session is on its way there." : `${count} sessions are on their way there.`;
}
