import type { MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";

/**
 * The therapist whose calendars a member may connect and choose: only their own, whoever else may change their diary.
 * Null for who has no clinical profile.
 */
export function ownTherapist({ actor, practiceId }: MemberCtx): string | null {
  const { therapistId } = actor;
  const own =
    therapistId !== null && may(actor, "calendar.connect", { practiceId, therapistIds: [therapistId] });
  return own ? therapistId : null;
}
