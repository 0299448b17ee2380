import type { Account } from "./account.ts";
import type { Engine } from "./engine.ts";
import { addDays, dayOf } from "./times.ts";

/** The Google accounts of the demo's therapists, each with a little of a life in it. */
export function demoPeople(engine: Engine): void {
  const maren = engine.account("maren.holt@gmail.example", {
    name: "Maren Holt",
    timeZone: "Europe/Lisbon",
    calendars: [
      { id: "family-holt@group.calendar.example", summary: "Family" },
      {
        id: "pt.holidays@group.v.calendar.example",
        summary: "Holidays in Portugal",
        accessRole: "reader",
      },
    ],
  });
  const monday = mondayAt(engine.now(), maren.timeZone);
  weekly(maren, "Choir", addDays(monday, 1), "18:30", "20:00");
  once(maren, "Dentist", addDays(monday, 9), "08:30", "09:15");
  maren.calendar("family-holt@group.calendar.example").add({
    summary: "Grandmother’s birthday",
    start: { date: addDays(monday, 12) },
    end: { date: addDays(monday, 13) },
    transparency: "transparent",
  });

  for (const [email, name] of [
    ["ana.reyes@gmail.example", "Ana Reyes"],
    ["ben.okafor@gmail.example", "Ben Okafor"],
    ["chi.nguyen@gmail.example", "Chi Nguyen"],
  ] as const) {
    const account = engine.account(email, { name, timeZone: "America/New_York" });
    weekly(account, "Running", addDays(mondayAt(engine.now(), account.timeZone), 3), "07:00", "08:00");
  }
}

function once(account: Account, summary: string, day: string, from: string, to: string, rule?: string): void {
  const at = (time: string) => ({ dateTime: `${day}T${time}:00`, timeZone: account.timeZone });
  account
    .calendar()
    .add({ summary, start: at(from), end: at(to), ...(rule !== undefined && { recurrence: [rule] }) });
}

function weekly(account: Account, summary: string, day: string, from: string, to: string): void {
  once(account, summary, day, from, to, "RRULE:FREQ=WEEKLY");
}

function mondayAt(now: Date, zone: string): string {
  const today = dayOf(now.getTime(), zone);
  return addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
}
