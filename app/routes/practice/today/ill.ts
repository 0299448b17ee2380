import { href } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { lateSickDays, lostSessions } from "#app/domain/sick-days/queries.ts";
import { carriesOutAt } from "#app/domain/sick-days/rules.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { formatWeekday } from "#app/values/calendar-words.ts";
import { firstName } from "#app/values/short-name.ts";
import { DAY, dayOf } from "#app/values/zoned.ts";

/** How long a sick day whose people all have a time again is still told of. */
const toldForDays = 7;

/** What a therapist's sick days have to say to her day: one that can be taken back, and what became of the others. */
export async function illInWords(
  ctx: MemberCtx,
  therapist: Pick<Therapist, "id" | "zone">,
  { locale }: { locale: string },
) {
  const days = await lateSickDays(ctx, therapist.id);
  const lost = await lostSessions(
    ctx,
    days.map(({ id }) => id),
  );
  const { zone } = therapist;
  const told = days.map((day) => {
    const own = lost.filter(({ sickDayId }) => sickDayId === day.id);
    const lostOne = own.filter(({ outcome }) => outcome !== "left_alone");
    const open = lostOne.filter(({ outcome }) => outcome === "open");
    const settled = lostOne.filter(({ outcome }) => outcome === "settled");
    return {
      id: day.id,
      href: href("/practice/sick-days/:id", { id: day.id }),
      isPending: day.carriedOutAt === null,
      at: timeOnALine(carriesOutAt(day.pressedAt.getTime()), { zone, locale }),
      day: formatWeekday(dayOf(zone, day.startsAt), { locale }),
      people: own.length,
      lost: lostOne.length,
      /** How many have a time again; what was settled without one is over, and no time. */
      again: lostOne.length - open.length - settled.length,
      notYet: open.map(({ clientName }) => firstName(clientName)),
      isLate: ctx.now().getTime() - day.pressedAt.getTime() < toldForDays * DAY,
    };
  });
  return {
    pending: told.filter(({ isPending }) => isPending),
    after: told.filter(({ isPending, lost, isLate }) => !isPending && isLate && lost > 0),
  };
}

export type Ill = Awaited<ReturnType<typeof illInWords>>;
