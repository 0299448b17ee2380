import { and, eq } from "drizzle-orm";
import { formAlerts, formsAsked } from "#app/db/schema/forms.ts";
import { record } from "#app/domain/audit/record.ts";
import { giveConsents } from "#app/domain/clients/consent.ts";
import { type ClientCtx, privately } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf } from "#app/values/token.ts";
import { ownForm, pagesOf, type WholeAsked } from "./asked.ts";
import { nextTelling } from "./next-telling.ts";
import { type Answers, kept, spelled, unanswered } from "./rules.ts";
import { holdOpen, onPage } from "./save-answers.ts";
import { isAlarming } from "./scoring/score.ts";
import { savedPages, savePage, signaturePage, together } from "./sealed.ts";

export type SignRefusal = "not_open" | "unanswered" | "no_name";

/**
 * Sign a form by typing one's name, and send it. From then on nothing in it changes (form_answers_stay_once_signed).
 * Consents given in it become rows of their own, and an answer that needs somebody today raises its alert, once. Null
 * when it is not theirs. Refuses: not_open, unanswered where a consent is still needed, no_name. Signing twice is once.
 */
export async function signForm(
  ctx: ClientCtx,
  { id, name }: { id: string; name: string },
): Promise<Result<{ needsSomebody: boolean }, SignRefusal> | null> {
  const found = await ownForm(ctx, id);
  if (!found) return null;
  return privately(ctx, found.asked.clientId, async (ctx) => {
    const whole = await holdOpen(ctx, id);
    if (!whole) return alreadySigned(ctx, id);
    if (!name.trim()) return refused("no_name");
    const pages = pagesOf(whole);
    const counts = kept(pages, together(await savedPages(ctx, whole.asked)));
    if (unanswered(pages, counts).length > 0) return refused("unanswered");
    for (const { key } of pages) await savePage(ctx, whole.asked, key, onPage(whole, key, counts));
    await savePage(ctx, whole.asked, signaturePage, { name: name.trim() });
    await ctx.db
      .update(formsAsked)
      .set({
        status: "signed",
        signedAt: ctx.now(),
        signedBy: ctx.actor.userId,
        hash: sealOf(whole, counts, name.trim()),
      })
      .where(and(eq(formsAsked.practiceId, ctx.practiceId), eq(formsAsked.id, id)));
    await keepConsents(ctx, whole, counts, name.trim());
    const needsSomebody = isAlarming({ body: whole.body, omitsRisk: whole.asked.omitsRisk }, counts);
    if (needsSomebody) await raise(ctx, whole);
    await record(ctx, "form.signed", { id, sequence: 0 });
    return done({ needsSomebody });
  });
}

/** SHA-256 over the version and all answers as they were signed, and the name they were signed with. */
export function sealOf({ asked }: Pick<WholeAsked, "asked">, counts: Answers, name: string): Buffer {
  return hashOf(JSON.stringify([asked.versionId, spelled(counts), name]));
}

async function alreadySigned(
  ctx: ClientCtx,
  id: string,
): Promise<Result<{ needsSomebody: boolean }, SignRefusal>> {
  const whole = await ownForm(ctx, id);
  if (whole?.asked.status !== "signed") return refused("not_open");
  const raised = await ctx.db
    .select({ id: formAlerts.id })
    .from(formAlerts)
    .where(and(eq(formAlerts.practiceId, ctx.practiceId), eq(formAlerts.askedId, id)));
  return done({ needsSomebody: raised.length > 0 });
}

async function keepConsents(ctx: ClientCtx, whole: WholeAsked, counts: Answers, givenBy: string) {
  const given = pagesOf(whole)
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === "consent" && counts[part.key] === "yes" ? [part] : []));
  const { clientId, versionId, forParticipantId, participantId, id: askedId } = whole.asked;
  await giveConsents(
    ctx,
    given.map(({ key, purpose }) => ({
      ...{ clientId, askedId, givenBy, purpose, formPart: key },
      formVersionId: versionId,
      forParticipantId: forParticipantId ?? participantId,
      language: whole.language,
    })),
  );
}

async function raise(ctx: ClientCtx, { asked, therapist }: WholeAsked): Promise<void> {
  const id = newId();
  const now = ctx.now();
  const raised = await ctx.db
    .insert(formAlerts)
    .values({
      ...{ id, practiceId: ctx.practiceId, clientId: asked.clientId, askedId: asked.id },
      ...{ therapistId: therapist.id, raisedAt: now, told: 1 },
      tellNextAt: await nextTelling(ctx, therapist.id, now),
    })
    .onConflictDoNothing()
    .returning({ id: formAlerts.id });
  if (raised.length > 0) await record(ctx, "form.alerted", { id, sequence: 1 }, { asked: asked.id });
}
