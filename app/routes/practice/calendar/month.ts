import { isOneToOne } from "#app/domain/session-types/rules.ts";
import type { MonthDay } from "#app/ui/month-table.tsx";
import { firstName } from "#app/values/short-name.ts";
import { piecesOf } from "#app/values/wall-days.ts";
import { addDays, formatDate } from "#app/values/zoned.ts";
import type { Clock, Diary } from "./happenings.ts";

type Asked = Clock & {
  first: string;
  last: string;
  month: string;
  today: string;
  dayHref: (date: string) => string;
};

/** A month in whole weeks: for each day how many sessions touch it, and who comes. */
export function weeksOf({ appointments, working }: Diary, asked: Asked): MonthDay[][] {
  const { zone, locale, first, last } = asked;
  const sessions = appointments.flatMap((appointment) => {
    const [seat] = appointment.seats;
    const who = isOneToOne(appointment) && seat ? firstName(seat.clientName) : appointment.typeName;
    const span = { from: appointment.startsAt.getTime(), until: appointment.endsAt.getTime() };
    return piecesOf(span, zone).map(({ date }) => ({ date, who }));
  });
  const byDate = Map.groupBy(sessions, ({ date }) => date);
  const away = new Set(working.away.flatMap((span) => piecesOf(span, zone).map(({ date }) => date)));
  const weeks: MonthDay[][] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const date = addDays(monday, index);
        return {
          date,
          number: String(Number(date.slice(8))),
          full: formatDate(date, { locale }),
          href: asked.dayHref(date),
          isInMonth: date.startsWith(asked.month),
          isToday: date === asked.today,
          isAway: away.has(date),
          names: (byDate.get(date) ?? []).map(({ who }) => who),
        };
      }),
    );
  }
  return weeks;
}
