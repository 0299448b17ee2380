import { type CalendarTrouble, calendarTrouble } from "#app/domain/calendar/health.ts";
import { openProposals } from "#app/domain/calendar/proposals.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { type Question, questionInWords } from "#app/routes/practice/calendar/questions.ts";
import { whenAndWhere } from "#app/routes/when.ts";

type Clock = { zone: string; locale: string };

/** What Today says of a therapist's own calendar: that it is not connected any more, and what it asks about sessions. */
export type Google = {
  trouble: { isBroken: boolean; isAddress: boolean; words: string } | null;
  questions: Question[];
};

/** See `Google`. */
export async function googleInWords(
  ctx: MemberCtx,
  therapist: Pick<Therapist, "id" | "firstName">,
  clock: Clock,
): Promise<Google> {
  const [trouble, questions] = await Promise.all([
    calendarTrouble(ctx, therapist.id),
    openProposals(ctx, { therapistId: therapist.id }),
  ]);
  const whose = therapist.id === ctx.actor.therapistId ? null : therapist.firstName;
  return {
    trouble: trouble && troubleInWords(trouble, whose, clock),
    questions: questions.map((question) => questionInWords(question, clock)),
  };
}

function troubleInWords(trouble: CalendarTrouble, whose: string | null, clock: Clock) {
  const { when } = whenAndWhere(trouble.since.getTime(), clock);
  const connection = whose ? `${whose}’s connection` : "our connection";
  const hours = whose ? `${whose}’s hours` : "your hours";
  if (trouble.kind === "broken")
    return {
      ...{ isBroken: true, isAddress: false },
      words: `Google stopped accepting ${connection}: ${when}. New bookings still check ${hours} here.`,
    };
  if (trouble.kind === "unread")
    return {
      ...{ isBroken: false, isAddress: trouble.isAddress },
      words: `“${trouble.name}” hasn’t been readable since ${when}. We keep trying. What we last read of it still closes openings; what is newer, we don’t see.`,
    };
  return {
    ...{ isBroken: false, isAddress: false },
    words: `Google hasn’t answered since ${when}. We keep asking. New bookings still check ${hours} here, and what we last read.`,
  };
}
