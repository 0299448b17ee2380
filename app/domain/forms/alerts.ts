import { and, asc, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { clients, participants } from "#app/db/schema/clients.ts";
import { formAlerts, formReviews, formsAsked } from "#app/db/schema/forms.ts";
import { practices } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type Ctx, type House, inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId, newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { nextTelling } from "./next-telling.ts";

const column = "form_reviews.sealed";

/** A form that needs somebody today, with whom to reach and how. */
export type Alert = Awaited<ReturnType<typeof alertsWhere>>[number];

function alertsWhere(ctx: MemberCtx, condition: SQL | undefined) {
  return ctx.db
    .select({
      id: formAlerts.id,
      askedId: formAlerts.askedId,
      clientId: formAlerts.clientId,
      therapistId: formAlerts.therapistId,
      raisedAt: formAlerts.raisedAt,
      reviewedAt: formAlerts.reviewedAt,
      clientName: clients.name,
      therapistName: therapists.firstName,
      person: participants,
    })
    .from(formAlerts)
    .innerJoin(formsAsked, eq(formsAsked.id, formAlerts.askedId))
    .innerJoin(participants, eq(participants.id, formsAsked.participantId))
    .innerJoin(clients, eq(clients.id, formAlerts.clientId))
    .innerJoin(therapists, eq(therapists.id, formAlerts.therapistId))
    .where(and(eq(formAlerts.practiceId, ctx.practiceId), seenBy(ctx), condition))
    .orderBy(asc(formAlerts.raisedAt), asc(formAlerts.id));
}

/** Whoever reads the form, and the colleague who covers for its therapist. Schedulers and billers never. */
function seenBy(ctx: MemberCtx): SQL | undefined {
  const own = within(ctx, "forms.read", { practiceId: therapists.practiceId, therapistId: therapists.id });
  const { therapistId } = ctx.actor;
  return therapistId ? or(own, eq(therapists.coveredBy, therapistId)) : own;
}

/** The forms that need this member today, the oldest first. */
export function openAlerts(ctx: MemberCtx): Promise<Alert[]> {
  return alertsWhere(ctx, isNull(formAlerts.reviewedAt));
}

/** The alert of a form, open or seen to; null when there is none within reach. */
export async function alertOf(ctx: MemberCtx, askedId: string): Promise<Alert | null> {
  if (!isId(askedId)) return null;
  const [alert] = await alertsWhere(ctx, eq(formAlerts.askedId, askedId));
  return alert ?? null;
}

/**
 * Sign what was done about a form that needed somebody; from then on nobody is told of it again. Null when it is not
 * theirs to see to. Refuses: already_reviewed, when somebody else was first.
 */
export function review(
  ctx: MemberCtx,
  { askedId, words }: { askedId: string; words: string },
): Promise<Result<void, "already_reviewed"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const alert = await alertOf(ctx, askedId);
    if (!alert) return null;
    const [mine] = await ctx.db
      .update(formAlerts)
      .set({ reviewedAt: ctx.now(), reviewedBy: ctx.actor.userId, tellNextAt: null })
      .where(
        and(
          eq(formAlerts.practiceId, ctx.practiceId),
          eq(formAlerts.id, alert.id),
          isNull(formAlerts.reviewedAt),
        ),
      )
      .returning({ id: formAlerts.id });
    if (!mine) return refused("already_reviewed");
    await privately(ctx, alert.clientId, async (ctx) => {
      const id = newId();
      const sealed = ctx.vault.seal(await keyOf(ctx, alert.clientId), { row: id, column }, words);
      const of = { practiceId: ctx.practiceId, clientId: alert.clientId, alertId: alert.id };
      await ctx.db
        .insert(formReviews)
        .values({ id, ...of, sealed, writtenBy: ctx.actor.userId, writtenAt: ctx.now() });
    });
    await record(ctx, "form.reviewed", { id: alert.askedId }, { alert: alert.id });
    return done(undefined);
  });
}

/** What was done about a form, to read again, and note that it was read; null when nothing is written. */
export function readReview(ctx: MemberCtx, alert: Alert): Promise<{ words: string; at: Date } | null> {
  return privately(ctx, alert.clientId, async (ctx) => {
    const [found] = await ctx.db
      .select()
      .from(formReviews)
      .where(and(eq(formReviews.practiceId, ctx.practiceId), eq(formReviews.alertId, alert.id)));
    if (!found) return null;
    await record(ctx, "words.read", { id: alert.askedId }, { kind: "review" });
    const key = await keyOf(ctx, alert.clientId);
    return { words: ctx.vault.unseal(key, { row: found.id, column }, found.sealed), at: found.writtenAt };
  });
}

/** Tell again of every form nobody has seen to for four hours of work: each telling is one event, whoever else looks. */
export async function tellAgain(house: House): Promise<void> {
  const due = await house.db
    .select({ id: formAlerts.id, practiceId: formAlerts.practiceId })
    .from(formAlerts)
    .innerJoin(practices, eq(practices.id, formAlerts.practiceId))
    .where(and(isNull(formAlerts.reviewedAt), lte(formAlerts.tellNextAt, house.now())));
  for (const { id, practiceId } of due)
    await inTransaction({ ...house, practiceId }, (ctx) => tellOnceMore(ctx, id));
}

async function tellOnceMore(ctx: Ctx, id: string): Promise<void> {
  const isDue = and(
    eq(formAlerts.id, id),
    isNull(formAlerts.reviewedAt),
    lte(formAlerts.tellNextAt, ctx.now()),
  );
  const [alert] = await ctx.db.select().from(formAlerts).where(isDue).for("update");
  if (!alert) return;
  await ctx.db
    .update(formAlerts)
    .set({
      told: sql`${formAlerts.told} + 1`,
      tellNextAt: await nextTelling(ctx, alert.therapistId, ctx.now()),
    })
    .where(eq(formAlerts.id, id));
  await record(ctx, "form.alerted", { id, sequence: alert.told + 1 }, { asked: alert.askedId });
}
