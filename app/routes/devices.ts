import { href, redirect } from "react-router";
import { z } from "zod";
import type { Ctx } from "#app/domain/ctx.ts";
import { listSessions } from "#app/domain/identity/devices.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { signOut, signOutEverywhere } from "#app/domain/identity/sign-out.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import type { DeviceRow } from "#app/ui/device-list.tsx";
import { isId } from "#app/values/ids.ts";

/** Everywhere somebody is signed in, in words and in their own time. */
export async function devicesOf(ctx: Ctx, session: SignedIn): Promise<DeviceRow[]> {
  const { zone, locale } = await ownPractice(ctx);
  const said = (at: Date) => whenAndWhere(at.getTime(), { zone: session.zone ?? zone, locale }).when;
  const held = await listSessions(ctx, session.userId);
  return held.map(({ id, device, signedInAt, lastSeenAt }) => ({
    id,
    device,
    signedIn: said(signedInAt),
    lastSeen: said(lastSeenAt),
    isThis: id === session.sessionId,
  }));
}

const schema = z.object({ session: z.string() });

/** End the session a form names, or all the `others`; then on to `next`, or to the door when it was this one. Not theirs is a 404. */
export async function endDevice(ctx: Ctx, { userId, sessionId }: SignedIn, request: Request, next: string) {
  const form = await readForm(request, schema);
  const named = form.ok ? form.value.session : "";
  if (named === "others") {
    await signOutEverywhere(ctx, userId, sessionId);
    return redirect(next, 303);
  }
  const isEnded = isId(named) && (await signOut(ctx, { userId, sessionId: named }));
  orNotFound(isEnded || null);
  return redirect(named === sessionId ? href("/sign-in") : next, 303);
}
