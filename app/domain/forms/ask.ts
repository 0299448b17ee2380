import { and, eq, inArray } from "drizzle-orm";
import { careRelationships, participants } from "#app/db/schema/clients.ts";
import { type AskedStatus, formsAsked, formVersions } from "#app/db/schema/forms.ts";
import { eventsAbout } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { caresWithin, clientWithin, peopleOf } from "#app/domain/clients/reach.ts";
import { type Ctx, inTransaction, type MemberCtx, type Subject } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { formWithin } from "./asked.ts";
import { type Filler, fillersAmong } from "./fillers.ts";
import { type Form, type FormVersion, formsInUse } from "./queries.ts";
import { opensAt } from "./rules.ts";
import { riskOf } from "./scoring/score.ts";

export type AskRefusal = "already_asked" | "not_at_this_stage" | "nobody_to_ask" | "not_in_use";

type Wish = { clientId: string; therapistId: string; formId: string; who: string };

/**
 * Ask somebody in a client to fill a form. `who` names them, or all who are to fill it each for themselves ("everybody").
 * Null when it is not theirs to ask. Refuses: not_in_use, not_at_this_stage, nobody_to_ask, already_asked while they
 * still have the same one to fill.
 */
export function askByHand(ctx: MemberCtx, wish: Wish): Promise<Result<{ ids: string[] }, AskRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const client = await clientWithin(ctx, "forms.ask", wish.clientId);
    const cares = await caresWithin(ctx, "forms.ask", wish.clientId);
    const care = cares.find(({ therapistId }) => therapistId === wish.therapistId);
    if (!client || !care) return null;
    const found = (await formsInUse(ctx)).find(({ form }) => form.id === wish.formId);
    if (!found) return refused("not_in_use");
    if (!opensAt(care.stage, found.form.kind)) return refused("not_at_this_stage");
    const people = fillersAmong(await peopleOf(ctx, client));
    const asked = people.filter(({ key }) => wish.who === "everybody" || key === wish.who);
    if (asked.length === 0) return refused("nobody_to_ask");
    await holdRelationship(ctx, care.id);
    const ids: string[] = [];
    for (const filler of asked) {
      if (await wasAsked(ctx, care.id, found.form, filler, ["waiting", "begun"])) continue;
      ids.push(await put(ctx, { clientId: client.id, relationshipId: care.id, filler, ...found }));
    }
    return ids.length > 0 ? done({ ids }) : refused("already_asked");
  });
}

/** The job of a care relationship that came to a stage. Whom a list brought along is asked by hand: their care began elsewhere. */
export async function askFormsForStage(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const turns = await eventsAbout(ctx, subjectId);
  const last = turns.findLast(({ name }) => /^care_relationship\.(began|moved_on)$/.test(name));
  if (last?.detail.import || last?.detail.how === "import") return;
  await askForStage(ctx, subjectId);
}

/** Ask everybody in a relationship the forms that are set for the stage it is in: each once, however often it comes there. */
export function askForStage(ctx: Ctx, relationshipId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const care = await holdRelationship(ctx, relationshipId);
    if (!care) return;
    const set = (await formsInUse(ctx)).filter(({ form }) => form.askedAt === care.stage);
    if (set.length === 0) return;
    const people = await ctx.db
      .select()
      .from(participants)
      .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, care.clientId)))
      .orderBy(participants.createdAt, participants.id);
    for (const found of set.filter(({ form }) => opensAt(care.stage, form.kind)))
      for (const filler of fillersAmong(people))
        if (!(await wasAsked(ctx, relationshipId, found.form, filler)))
          await put(ctx, { clientId: care.clientId, relationshipId, filler, ...found });
  });
}

/** Ask for a form no more. Says whether it was theirs, and still open. */
export function withdrawForm(ctx: MemberCtx, id: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await formWithin(ctx, "forms.ask", id))) return false;
    const [gone] = await ctx.db
      .update(formsAsked)
      .set({ status: "withdrawn" })
      .where(
        and(
          eq(formsAsked.practiceId, ctx.practiceId),
          eq(formsAsked.id, id),
          inArray(formsAsked.status, ["waiting", "begun"]),
        ),
      )
      .returning({ id: formsAsked.id });
    if (gone) await record(ctx, "form.withdrawn", gone);
    return gone !== undefined;
  });
}

async function holdRelationship(ctx: Ctx, id: string) {
  const [care] = await ctx.db
    .select()
    .from(careRelationships)
    .where(and(eq(careRelationships.practiceId, ctx.practiceId), eq(careRelationships.id, id)))
    .for("no key update");
  return care ?? null;
}

const asked: AskedStatus[] = ["waiting", "begun", "signed", "withdrawn"];

async function wasAsked(ctx: Ctx, relationshipId: string, { id }: Form, filler: Filler, statuses = asked) {
  const found = await ctx.db
    .select({ forWhom: formsAsked.forParticipantId })
    .from(formsAsked)
    .innerJoin(formVersions, eq(formVersions.id, formsAsked.versionId))
    .where(
      and(
        eq(formsAsked.practiceId, ctx.practiceId),
        eq(formsAsked.relationshipId, relationshipId),
        eq(formsAsked.participantId, filler.participantId),
        eq(formVersions.formId, id),
        inArray(formsAsked.status, statuses),
      ),
    );
  return found.some(({ forWhom }) => forWhom === filler.forParticipantId);
}

type Put = { clientId: string; relationshipId: string; filler: Filler; form: Form; version: FormVersion };

async function put(ctx: Ctx, { clientId, relationshipId, filler, form, version }: Put): Promise<string> {
  const id = newId();
  const { omitsRiskRemotely } = await ownPractice(ctx);
  await ctx.db.insert(formsAsked).values({
    ...{ id, practiceId: ctx.practiceId, clientId, relationshipId, versionId: version.id },
    participantId: filler.participantId,
    forParticipantId: filler.forParticipantId,
    status: "waiting",
    omitsRisk: omitsRiskRemotely && riskOf(version.body) !== null,
    askedAt: ctx.now(),
  });
  await record(ctx, "form.asked", { id, sequence: 0 }, { form: form.id });
  return id;
}
