import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { forms, formsAsked } from "#app/db/schema/forms.ts";
import { record } from "#app/domain/audit/record.ts";
import { type ClientCtx, type Ctx, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { formsWithin, formWithin, ownForms, pagesOf, type WholeAsked } from "./asked.ts";
import { type Answers, kept, shownPages } from "./rules.ts";
import type { Score } from "./scoring/points.ts";
import { scoreOf } from "./scoring/score.ts";
import { type SavedPage, savedPages, signatureIn, together } from "./sealed.ts";

/** A form with what was answered. `score` is null where it has none. */
export type Answered = {
  whole: WholeAsked;
  pages: ReturnType<typeof pagesOf>;
  answers: Answers;
  saved: SavedPage[];
  signature: string | null;
  score: Score | null;
};

/** What a signed-in person answered themselves, so far or for good. Call it with a form that is theirs. */
export function ownAnswers(ctx: ClientCtx, whole: WholeAsked): Promise<Answered> {
  return privately(ctx, whole.asked.clientId, (ctx) => answered(ctx, whole));
}

/**
 * Read a form that was signed, and note that it was read; the first reading takes it off the list of those to read, unless
 * it was through broken glass. Null when it is out of reach, or not signed yet: what somebody is still writing is theirs.
 */
export async function readForm(ctx: MemberCtx, id: string): Promise<Answered | null> {
  const whole = await formWithin(ctx, "forms.read", id);
  if (whole?.asked.status !== "signed") return null;
  return privately(ctx, whole.asked.clientId, async (ctx) => {
    await record(ctx, "form.read", { id });
    const whose = { practiceId: ctx.practiceId, therapistIds: [whole.therapist.id] };
    if (may(ctx.actor, "forms.read", whose)) await takeOffList(ctx, id);
    return answered(ctx, whole);
  });
}

async function takeOffList(ctx: MemberCtx, id: string): Promise<void> {
  await ctx.db
    .update(formsAsked)
    .set({ reviewedAt: ctx.now(), reviewedBy: ctx.actor.userId })
    .where(
      and(eq(formsAsked.practiceId, ctx.practiceId), eq(formsAsked.id, id), isNull(formsAsked.reviewedAt)),
    );
}

/** All signed forms of a client within a member's reach, the newest first, each noted as read: beside a note, for an export. */
export function answersOf(ctx: MemberCtx, clientId: string, count = 1_000): Promise<Answered[]> {
  return readAll(ctx, clientId, isNotNull(formsAsked.signedAt), count);
}

/** Those of them that are measures, as many as were signed. */
export function measuresOf(ctx: MemberCtx, clientId: string): Promise<Answered[]> {
  return readAll(ctx, clientId, eq(forms.kind, "measure"));
}

async function readAll(ctx: MemberCtx, clientId: string, which: SQL, count?: number): Promise<Answered[]> {
  const isSigned = and(eq(formsAsked.clientId, clientId), eq(formsAsked.status, "signed"), which);
  const all = await formsWithin(ctx, "forms.read", isSigned, count);
  return privately(ctx, clientId, async (ctx) => {
    const read: Answered[] = [];
    for (const whole of all) {
      await record(ctx, "form.read", { id: whole.asked.id });
      read.push(await answered(ctx, whole));
    }
    return read;
  });
}

/** The measures somebody signed themselves. */
export async function ownMeasures(ctx: ClientCtx): Promise<Answered[]> {
  const own = await ownForms(ctx);
  const signed = own.filter(({ form, asked }) => form.kind === "measure" && asked.status === "signed");
  const all: Answered[] = [];
  for (const whole of signed) all.push(await ownAnswers(ctx, whole));
  return all;
}

/** All forms of somebody's own with what they answered, for them to take away. */
export async function allOwnAnswers(ctx: ClientCtx): Promise<Answered[]> {
  const all: Answered[] = [];
  for (const whole of await ownForms(ctx)) all.push(await ownAnswers(ctx, whole));
  return all;
}

async function answered(ctx: Ctx, whole: WholeAsked): Promise<Answered> {
  const saved = await savedPages(ctx, whole.asked);
  const pages = pagesOf(whole);
  const answers = kept(pages, together(saved));
  const { omitsRisk } = whole.asked;
  return {
    ...{ whole, answers, saved },
    pages: shownPages(pages, answers),
    signature: signatureIn(saved),
    score: scoreOf({ body: whole.body, omitsRisk }, answers),
  };
}
