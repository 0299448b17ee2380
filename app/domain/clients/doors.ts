import { and, asc, eq } from "drizzle-orm";
import { practices } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { callsHeld, type HeldCall } from "./calls.ts";
import { type Care, type Client, caresWithin, clientWithin } from "./reach.ts";

export type Door = { therapistId: string; slug: string; name: string; firstName: string };

/** What a member may decide about a client, and what it rests on. */
export type Doors = {
  client: Client;
  /** The relationships they decide about. */
  cares: Care[];
  /** The newest call that was held with this client, by whomever. */
  call: HeldCall | null;
  /** Whose doors they may open. */
  openable: Door[];
  /** One call opens the doors of everybody here: then there is nothing to choose. */
  opensAll: boolean;
};

/**
 * What a member may decide about a client; null when there is nothing. A therapist decides for their own clients, a clinical
 * lead for all. Whoever is flagged intake and held the call may open anybody's doors (domain, "The gate").
 */
export async function doorsWithin(ctx: MemberCtx, clientId: string): Promise<Doors | null> {
  const client = await clientWithin(ctx, "care.decide", clientId);
  if (!client) return null;
  const cares = await caresWithin(ctx, "care.decide", clientId);
  const calls = await callsHeld(ctx, clientId);
  const { therapistId: own, intake } = ctx.actor;
  const heldIt = own !== null && calls.some((call) => call.therapistId === own);
  const [practice] = await ctx.db
    .select({ opensAll: practices.callOpensAll })
    .from(practices)
    .where(eq(practices.id, ctx.practiceId));
  const opensAll = practice?.opensAll === true && calls.length > 0;
  const mayOpen = ({ therapistId }: Door) =>
    opensAll ||
    (intake && heldIt) ||
    may(ctx.actor, "care.decide", { practiceId: ctx.practiceId, therapistIds: [therapistId] });
  return {
    client,
    cares,
    call: calls[0] ?? null,
    openable: (await doorsHere(ctx)).filter(mayOpen),
    opensAll,
  };
}

/** Everybody here who sees clients: published, or oneself. */
async function doorsHere(ctx: MemberCtx): Promise<Door[]> {
  const all = await ctx.db
    .select({
      therapistId: therapists.id,
      slug: therapists.slug,
      name: therapists.name,
      firstName: therapists.firstName,
      isPublished: therapists.isPublished,
    })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId)))
    .orderBy(asc(therapists.position), asc(therapists.name));
  return all.filter(({ isPublished, therapistId }) => isPublished || therapistId === ctx.actor.therapistId);
}
