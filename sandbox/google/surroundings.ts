import type { Calendar } from "./calendar.ts";

/** How Google is disposed: whether a Meet link is there at once, later, or never; how much it tells on one page. */
export type Mood = { isMeetLate: boolean; doesMeetFail: boolean; pageSize: number | null };

/** What a calendar knows of the Google around it. */
export type Surroundings = {
  now: () => Date;
  mood: Mood;
  /** Hears of every change. */
  changed: (calendar: Calendar) => void;
};
