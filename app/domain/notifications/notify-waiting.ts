import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findWait } from "#app/domain/waiting/link.ts";
import type { World } from "#app/world.ts";
import { notify, peopleToTell, therapistToTell } from "./notify.ts";

/** Tell the therapist, inside the house, that somebody waits. */
export async function notifyTherapistWaiting(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const wait = await findWait(ctx, subject.subjectId);
  if (wait) await notify(ctx, "wait.joined", subject, await therapistToTell(ctx, wait.therapistId));
}

/** Tell a client, on their own page, that a time is kept for them: whose letters go to that address, and nobody beside them. */
export async function notifyClientOffered(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const wait = await findWait(ctx, subject.subjectId);
  if (!wait?.clientId) return;
  const people = await peopleToTell(ctx, wait.clientId);
  await notify(
    ctx,
    "wait.offered",
    subject,
    people.filter(({ email }) => email === wait.guestEmail),
  );
}
