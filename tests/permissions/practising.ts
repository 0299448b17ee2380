import type { MemberCtx } from "#app/domain/ctx.ts";
import { inventClients } from "#app/domain/setup/invent.ts";
import { wipeInvented } from "#app/domain/setup/wipe.ts";
import { givePhoto } from "#app/domain/therapists/photo.ts";
import { newId } from "#app/values/ids.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";

let faces = 0;

/** Each of the two therapists has a photo that was not there before. */
export async function twoFaces({ sides }: Cast): Promise<Record<string, string>> {
  for (const { ctx, therapistId } of [sides.own, sides.other]) {
    faces += 1;
    await givePhoto(ctx, therapistId, { content: Buffer.from(`a face ${faces}`), contentType: "image/png" });
  }
  return {};
}

/** A therapist has nobody invented, or has: so that whoever may change it does. */
export async function practising(side: Side, wish: "nobody" | "six"): Promise<Record<string, string>> {
  const own = asThemselves(side);
  if (wish === "nobody") await wipeInvented(own);
  else await inventClients(own, side.therapistId);
  return {};
}

function asThemselves({ ctx, therapistId }: Side): MemberCtx {
  return { ...ctx, actor: aMember(ctx.practiceId, { therapistId, memberId: newId() }) };
}
