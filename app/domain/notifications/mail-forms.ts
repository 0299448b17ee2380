import { and, eq } from "drizzle-orm";
import { formAlerts } from "#app/db/schema/forms.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findAsked } from "#app/domain/forms/asked.ts";
import { isOpen, opensAt } from "#app/domain/forms/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { accountOf, therapistById } from "#app/domain/therapists/queries.ts";
import { formAlert } from "#app/emails/form-alert.tsx";
import { formAsked } from "#app/emails/form-asked.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { careById, readerWith, sheetFrom } from "./compose-care.ts";
import { deliver, supersede } from "./deliver.ts";
import { sendAll } from "./send-all.ts";
import { wants } from "./wants.ts";

/** Tell whoever is asked that a form waits, and how long it takes; never what it is called or asks. */
export async function mailClientForm(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await findAsked(ctx, subject.subjectId);
  if (!found || !isOpen(found.asked) || !opensAt(found.stage, found.form.kind)) return;
  const reader = await readerWith(ctx, found.asked.participantId);
  const { userId } = found.person;
  if (!reader || (userId && !(await wants(ctx, userId, "forms", "email")))) return;
  const sheet = await sheetFrom(ctx, await careById(ctx, found.asked.relationshipId), found.asked.askedAt);
  await sendAll(ctx, world, subject, "client_form", sheet, [reader], (letter) =>
    formAsked(letter, found.body.minutes),
  );
}

/** Tell the therapist, and the colleague who covers, that a form needs somebody today. Nobody can switch that off. */
export async function mailFormAlert(ctx: Ctx, world: World, { subjectId, sequence }: Subject): Promise<void> {
  const [alert] = await ctx.db
    .select()
    .from(formAlerts)
    .where(and(eq(formAlerts.practiceId, ctx.practiceId), eq(formAlerts.id, subjectId)));
  const therapist = alert && (await therapistById(ctx, alert.therapistId));
  if (!alert || !therapist) return;
  const practice = await ownPractice(ctx);
  const told = [therapist.id, therapist.coveredBy].flatMap((id) => id ?? []);
  const tries = await Promise.allSettled(
    told.map(async (therapistId) => {
      const { userId, email: to, name } = await accountOf(ctx, therapistId);
      const key = `member:form_alert:${subjectId}:${sequence}:${userId}`;
      if (alert.reviewedAt) return supersede(ctx, key);
      const pageUrl = `${ctx.appUrl}/practice/forms/${alert.askedId}/review`;
      const letter = { ...letterheadOf(ctx, practice), name, pageUrl, isFirst: sequence === 1 };
      const write = () => enveloped(world, formAlert(letter), { to, practice });
      return deliver(ctx, world, { key, letter: "member_form_alert", subjectId, write });
    }),
  );
  const failed = tries.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
