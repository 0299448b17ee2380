import type { MemberCtx } from "#app/domain/ctx.ts";
import { caseloadOf } from "#app/domain/therapists/has-room.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";

/** How much is enough for a therapist, as facts: only what she has set a limit to. */
export async function limitsInWords(ctx: MemberCtx, therapist: Therapist) {
  const { perDayCap, perWeekCap, perClientWeekCap, caseload, isAccepting } = therapist;
  const { inCare } = await caseloadOf(ctx, therapist.id);
  const facts = [
    perDayCap !== null && { term: "A day", value: sessions(perDayCap) },
    perWeekCap !== null && { term: "A week", value: sessions(perWeekCap) },
    perClientWeekCap !== null && { term: "A week for one client", value: sessions(perClientWeekCap) },
    caseload !== null && { term: "Clients in care", value: `${inCare} of ${caseload}` },
    !isAccepting && { term: "New people", value: "Not at the moment" },
  ];
  return facts.filter((fact) => fact !== false);
}

function sessions(count: number): string {
  return count === 1 ? "1 session at most" : `${count} sessions at most`;
}
