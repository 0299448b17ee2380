import { findBooking } from "#app/domain/bookings/queries.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import type { ClientCtx, Ctx, MemberCtx, Subject } from "#app/domain/ctx.ts";
import { ownClientIds } from "#app/domain/messaging/lists.ts";
import { openThread, withoutThread } from "#app/domain/messaging/open.ts";
import { callOf } from "#app/domain/messaging/standing.ts";
import { therapistOf } from "#app/domain/messaging/told.ts";
import { footerLine } from "#app/domain/site/crisis-lines.ts";
import { siteOf } from "#app/domain/site/queries.ts";
import type { World } from "#app/world.ts";
import { welcomeWords } from "./welcome-words.ts";

/** Open the thread of a client who has booked for the first time, with the house's welcome; where there is one, nothing. */
export async function openThreadOfBooking(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const found = await findBooking(ctx, subjectId);
  if (!found || found.type.kind === "event") return; // An event is not therapy.
  await openMissing(ctx, found.booking);
}

/** The same for a client whose care has begun otherwise, with every therapist it has begun with. */
export function openThreadsOfClient(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  return openMissing(ctx, { clientId: subjectId });
}

/** Whoever had a therapist before there were threads has one once they look for it. */
export async function openOwnThreads(ctx: ClientCtx): Promise<void> {
  if (ctx.actor.only) return;
  for (const { clientId } of await ownClientIds(ctx)) await openMissing(ctx, { clientId });
}

/** The same for a therapist who would write to a client of theirs; for whoever only reads, nothing is opened. */
export async function openThreadsWith(ctx: MemberCtx, clientId: string): Promise<void> {
  const { therapistId } = ctx.actor;
  if (therapistId && (await clientWithin(ctx, "messages.write", clientId)))
    await openMissing(ctx, { clientId, therapistId });
}

async function openMissing(ctx: Ctx, of: { clientId: string; therapistId?: string }): Promise<void> {
  for (const care of await withoutThread(ctx, of)) {
    const call = care.stage === "discovery" ? await callOf(ctx, care) : null;
    // Before anything was arranged, and after it has ended, there is nobody to welcome.
    const isOn = care.stage === "intake" || care.stage === "ongoing" || call !== null;
    if (!isOn && !of.therapistId) continue;
    const site = await siteOf(ctx);
    const { firstName } = await therapistOf(ctx, care.therapistId);
    const isBeforeCall = call !== null && call.startsAt > ctx.now();
    const help = footerLine(site.country, "I");
    await openThread(ctx, care, welcomeWords({ firstName, replyTime: site.replyTime, help, isBeforeCall }));
  }
}
