import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { forms, formsAsked, formVersions } from "#app/db/schema/forms.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { shownTo } from "#app/domain/clients/own.ts";
import type { ClientCtx, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import type { FormPage } from "#app/values/form-body.ts";
import { isId } from "#app/values/ids.ts";
import { pagesAsked } from "./rules.ts";
import { riskOf } from "./scoring/score.ts";

/** A form somebody was asked to fill, with what it asks and whom it is between. */
export type WholeAsked = Awaited<ReturnType<typeof askedWhere>>[number];

/** Those of the forms asked that meet a condition, the newest first; `count` of them where it is given. */
export function askedWhere(ctx: Ctx, condition: SQL | undefined, count = 10_000) {
  return ctx.db
    .select({
      asked: getTableColumns(formsAsked),
      form: {
        id: forms.id,
        name: forms.name,
        kind: forms.kind,
        template: forms.template,
        askedAt: forms.askedAt,
      },
      version: formVersions.version,
      language: formVersions.language,
      body: formVersions.body,
      stage: careRelationships.stage,
      therapist: {
        id: therapists.id,
        name: therapists.name,
        firstName: therapists.firstName,
        slug: therapists.slug,
        zone: therapists.zone,
      },
      clientName: clients.name,
      person: { name: participants.name, userId: participants.userId, email: participants.email },
      forName: sql<
        string | null
      >`(select name from participants p where p.id = ${formsAsked.forParticipantId})`,
    })
    .from(formsAsked)
    .innerJoin(formVersions, eq(formVersions.id, formsAsked.versionId))
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .innerJoin(careRelationships, eq(careRelationships.id, formsAsked.relationshipId))
    .innerJoin(therapists, eq(therapists.id, careRelationships.therapistId))
    .innerJoin(clients, eq(clients.id, formsAsked.clientId))
    .innerJoin(participants, eq(participants.id, formsAsked.participantId))
    .where(and(eq(formsAsked.practiceId, ctx.practiceId), condition))
    .orderBy(desc(formsAsked.askedAt), desc(formsAsked.id))
    .limit(count);
}

/** One form that was asked, whosever it is: for jobs. */
export async function findAsked(ctx: Ctx, id: string): Promise<WholeAsked | null> {
  const [found] = await askedWhere(ctx, eq(formsAsked.id, id));
  return found ?? null;
}

/** The forms a signed-in person is to fill or filled, theirs alone: not their partner's, nor those a payer pays for. */
export function ownForms(ctx: ClientCtx): Promise<WholeAsked[]> {
  return askedWhere(ctx, isOwn(ctx));
}

/** One of them, or null. */
export async function ownForm(ctx: ClientCtx, id: string): Promise<WholeAsked | null> {
  if (!isId(id)) return null;
  const [found] = await askedWhere(ctx, and(eq(formsAsked.id, id), isOwn(ctx)));
  return found ?? null;
}

function isOwn(ctx: ClientCtx): SQL | undefined {
  return and(
    eq(participants.userId, ctx.actor.userId),
    inArray(participants.role, ["self", "partner", "child", "guardian"]),
    sql`${formsAsked.status} <> 'withdrawn'`,
    shownTo(ctx, { ...formsAsked, therapistId: careRelationships.therapistId }),
  );
}

/** The forms of the care relationships a member's reach for a deed covers. */
export function formsWithin(
  ctx: MemberCtx,
  deed: Deed,
  condition?: SQL,
  count?: number,
): Promise<WholeAsked[]> {
  return askedWhere(ctx, and(within(ctx, deed, careRelationships), condition), count);
}

/** The signed forms within a member's reach that nobody has read yet, of one therapist's clients where one is named. */
export function formsToRead(ctx: MemberCtx, therapistId?: string): Promise<WholeAsked[]> {
  const unread = and(
    eq(formsAsked.status, "signed"),
    isNull(formsAsked.reviewedAt),
    therapistId ? eq(careRelationships.therapistId, therapistId) : undefined,
  );
  return formsWithin(ctx, "forms.read", unread);
}

/** Those their people have yet to sign. */
export function formsOpen(ctx: MemberCtx): Promise<WholeAsked[]> {
  return formsWithin(ctx, "forms.read", inArray(formsAsked.status, ["waiting", "begun"]));
}

/** Those that were read already, the newest `count`. */
export function formsRead(ctx: MemberCtx, count: number): Promise<WholeAsked[]> {
  const read = and(eq(formsAsked.status, "signed"), isNotNull(formsAsked.reviewedAt));
  return formsWithin(ctx, "forms.read", read, count);
}

/** Those of one client. */
export function formsOfClient(ctx: MemberCtx, clientId: string): Promise<WholeAsked[]> {
  return formsWithin(ctx, "forms.read", eq(formsAsked.clientId, clientId));
}

/** One of them, or null. */
export async function formWithin(ctx: MemberCtx, deed: Deed, id: string): Promise<WholeAsked | null> {
  if (!isId(id)) return null;
  const [found] = await formsWithin(ctx, deed, eq(formsAsked.id, id));
  return found ?? null;
}

/** The pages of a form as they are asked here. */
export function pagesOf({ asked, body }: Pick<WholeAsked, "asked" | "body">): FormPage[] {
  return pagesAsked(body, asked.omitsRisk ? riskOf(body) : null);
}
