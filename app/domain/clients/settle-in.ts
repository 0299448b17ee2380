import { and, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { careRelationships } from "#app/db/schema/clients.ts";
import { formsAsked, formVersions } from "#app/db/schema/forms.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { moveOn } from "./move-on.ts";

/** Once the first session behind the gate was attended and what must be signed is signed, care is ongoing. */
export async function settleIn(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const [attended] = await attendedPaid(ctx, eq(bookings.id, subjectId));
  if (attended) await settleBetween(ctx, attended);
}

/** The same once a form was signed, for whoever came before they signed. */
export async function settleInSigned(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const [care] = await ctx.db
    .select({ clientId: careRelationships.clientId, therapistId: careRelationships.therapistId })
    .from(formsAsked)
    .innerJoin(careRelationships, eq(careRelationships.id, formsAsked.relationshipId))
    .where(and(eq(formsAsked.practiceId, ctx.practiceId), eq(formsAsked.id, subjectId)));
  if (!care) return;
  const { clientId, therapistId } = care;
  const [attended] = await attendedPaid(
    ctx,
    and(eq(bookings.clientId, clientId), eq(bookings.therapistId, therapistId)),
  );
  if (attended) await settleBetween(ctx, care);
}

type Between = { clientId: string; therapistId: string };

async function settleBetween(ctx: Ctx, between: Between): Promise<void> {
  if (await waitsForConsent(ctx, between)) return;
  // Refused is as good as done: it stands elsewhere already.
  await moveOn(ctx, { ...between, to: "ongoing", turn: { how: "first_session" } });
}

/** Whether a consent that must be given was asked for between the two and is not signed yet: care stays at intake until it is. */
export async function waitsForConsent(ctx: Ctx, { clientId, therapistId }: Between): Promise<boolean> {
  const [open] = await ctx.db
    .select({ id: formsAsked.id })
    .from(formsAsked)
    .innerJoin(careRelationships, eq(careRelationships.id, formsAsked.relationshipId))
    .innerJoin(formVersions, eq(formVersions.id, formsAsked.versionId))
    .where(
      and(
        eq(formsAsked.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        eq(careRelationships.therapistId, therapistId),
        inArray(formsAsked.status, ["waiting", "begun"]),
        sql`jsonb_path_exists(${formVersions.body}, '$.pages[*].parts[*] ? (@.kind == "consent" && @.isRequired == true)')`,
      ),
    )
    .limit(1);
  return open !== undefined;
}

function attendedPaid(ctx: Ctx, which: SQL | undefined) {
  return ctx.db
    .select({ clientId: bookings.clientId, therapistId: bookings.therapistId })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        which,
        eq(bookings.status, "attended"),
        notInArray(sessionTypes.kind, ["discovery", "event"]),
      ),
    )
    .limit(1);
}
