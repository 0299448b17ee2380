import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findAsked } from "#app/domain/forms/asked.ts";
import { isOpen } from "#app/domain/forms/rules.ts";
import type { World } from "#app/world.ts";
import { notify, therapistToTell } from "./notify.ts";

/** The job that tells who is asked of a form, or its therapist of one that was signed or taken back, inside the house. */
export function tellsOfForm(kind: "form.asked" | "form.signed" | "consent.withdrawn") {
  return async (ctx: Ctx, _world: World, subject: Subject): Promise<void> => {
    const found = await findAsked(ctx, subject.subjectId);
    if (!found || (kind === "form.asked" && !isOpen(found.asked))) return;
    if (kind !== "form.asked")
      return notify(ctx, kind, subject, await therapistToTell(ctx, found.therapist.id));
    const { userId, email } = found.person;
    if (userId) await notify(ctx, kind, subject, [{ userId, side: "client", email }]);
  };
}
