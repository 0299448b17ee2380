import { html } from "hono/html";
import { z } from "zod";
import type { Markup } from "../../pages/frame.ts";
import type { Event } from "../fields.ts";
import { addDays, isDate, readTime } from "../times.ts";

/** What stands in the form of an event. */
export type Draft = {
  title: string;
  calendar: string;
  day: string;
  from: string;
  to: string;
  isAllDay: boolean;
  isFree: boolean;
  lastDay: string;
};

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const day = z.string().refine(isDate);
export const form = z.object({
  title: z.string().trim().max(500),
  day,
  last: z.union([day, z.literal("")]).optional(),
  from: z.union([time, z.literal("")]),
  to: z.union([time, z.literal("")]),
  allday: z.literal("yes").optional(),
  free: z.literal("yes").optional(),
  repeats: z.enum(["no", "DAILY", "WEEKLY", "MONTHLY"]).optional(),
});
export type Filled = z.infer<typeof form>;

/** The form's words as an event, or in words what is missing. A time at or before the first is on the next day. */
export function eventIn(filled: Filled, zone: string): Event | string {
  const { title, from, to, repeats = "no" } = filled;
  const about: Event = {
    summary: title,
    transparency: filled.free === "yes" ? "transparent" : "opaque",
    ...(repeats !== "no" && { recurrence: [`RRULE:FREQ=${repeats}`] }),
  };
  if (filled.allday === "yes") {
    const last = filled.last && filled.last > filled.day ? filled.last : filled.day;
    // What was a time before has to be taken away: an event has one or the other.
    const whole = (date: string) => ({ date, dateTime: null, timeZone: null });
    return { ...about, start: whole(filled.day), end: whole(addDays(last, 1)) };
  }
  if (from === "" || to === "") return "Say from when until when, or tick “All day”.";
  const at = (date: string, clock: string) => {
    const instant = readTime(`${date}T${clock}:00`, zone);
    return instant === null ? null : { dateTime: `${date}T${clock}:00`, timeZone: zone, date: null };
  };
  const start = at(filled.day, from);
  const end = at(to > from ? filled.day : addDays(filled.day, 1), to);
  return start && end ? { ...about, start, end } : "That time is none.";
}

type Wish = { calendars: readonly { id: string; name: string }[]; canRepeat: boolean };

/** The fields of an event, filled in. */
export function fields(draft: Draft, { calendars, canRepeat }: Wish): Markup {
  return html`<p><label class="wider">What <input name="title" value="${draft.title}" maxlength="500" autocomplete="off" /></label></p>
    <div class="times">
      <label>Day <input type="date" name="day" value="${draft.day}" required /></label>
      <label>From <input type="time" name="from" value="${draft.from}" /></label>
      <label>Until <input type="time" name="to" value="${draft.to}" /></label>
      <label>Last day, if all day <input type="date" name="last" value="${draft.lastDay}" /></label>
      ${
        canRepeat
          ? html`<label>Again <select name="repeats">
              <option value="no">Once only</option>
              <option value="DAILY">Every day</option>
              <option value="WEEKLY">Every week</option>
              <option value="MONTHLY">Every month</option>
            </select></label>`
          : ""
      }
      ${
        calendars.length === 0
          ? ""
          : html`<label>Calendar <select name="calendar">
              ${calendars.map(
                ({ id, name }) =>
                  html`<option value="${id}" ${id === draft.calendar ? "selected" : ""}>${name}</option>`,
              )}
            </select></label>`
      }
    </div>
    <p>
      <label><input type="checkbox" name="allday" value="yes" ${draft.isAllDay ? "checked" : ""} /> All day</label>
      <label><input type="checkbox" name="free" value="yes" ${draft.isFree ? "checked" : ""} /> Shows as free</label>
    </p>`;
}
