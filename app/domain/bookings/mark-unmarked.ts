import { and, asc, eq, lte } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { House } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { markAttended } from "./mark.ts";
import { marksItselfHours } from "./rules.ts";

const hour = 3_600_000;
const atOnce = 500;

/** Count sessions nobody marked as attended, two days after they became a loose end, where the therapist wants it (decisions, 18). */
export async function markUnmarked(house: House): Promise<void> {
  const unmarked = await house.db
    .select({ id: bookings.id, practiceId: bookings.practiceId })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        eq(bookings.status, "confirmed"),
        lte(appointments.endsAt, new Date(house.now().getTime() - marksItselfHours * hour)),
        eq(therapists.marksByItself, true),
      ),
    )
    .orderBy(asc(appointments.endsAt))
    .limit(atOnce);
  // Somebody may mark one meanwhile: then theirs stands.
  await inTurn(unmarked, ({ id, practiceId }) =>
    markAttended({ ...house, practiceId, actor: { kind: "system", job: "mark_unmarked" } }, id),
  );
}
