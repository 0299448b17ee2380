import { sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import type { CountTry } from "#app/db/limits.server.ts";
import type { Role } from "#app/db/schema/practices.ts";
import { isWorthAnotherTry } from "#app/db/violations.ts";
import type { Enqueue } from "#app/queue/queue.ts";
import type { Vault } from "#app/world.ts";

/**
 * Somebody who works in a practice, with what they may do there; `therapistId` is their own clinical profile, `supervises`
 * are the therapists whose notes they read and co-sign; `opened` are the clients before whose record they broke the glass,
 * while its hour lasts.
 */
export type MemberActor = {
  kind: "member";
  userId: string;
  memberId: string;
  practiceId: string;
  roles: readonly Role[];
  therapistId: string | null;
  intake: boolean;
  clinicalLead: boolean;
  supervises?: readonly string[];
  opened?: readonly string[];
};

/**
 * A client about what is their own. `only`: it is a member who looks at what they would see (View as client), of one
 * client of theirs, and of one therapist where the member's hand reaches no further. Such a look changes nothing.
 */
export type ClientActor = {
  kind: "client";
  userId: string;
  only?: { clientId: string; therapistId: string | null };
};

export type Actor =
  | { kind: "visitor" }
  | { kind: "holder"; bookingId: string }
  | ClientActor
  | MemberActor
  /** A job; `askedBy` is the member whose press it carries out. */
  | { kind: "system"; job: string; askedBy?: string };

/** What every question and every verb stands on: a connection, a clock, the keys, the queue, and who is asking. */
export type House = {
  db: Db;
  now: () => Date;
  vault: Vault;
  enqueue: Enqueue;
  countTry: CountTry;
  actor: Actor;
  appUrl: string;
  /** Whether the environment holds the key of the first practice's account at Stripe (decisions, 21). */
  stripeOfEnvironment?: boolean;
};

/** The same, inside one practice. */
export type Ctx = House & { practiceId: string; isInside?: true };

/** The same, asked by a client who is signed in. */
export type ClientCtx = Ctx & { actor: ClientActor };

/** Whether it is a client who asks. */
export function isClient(ctx: Ctx): ctx is ClientCtx {
  return ctx.actor.kind === "client";
}

/** The same, asked by a member who is signed in and has shown their second factor. */
export type MemberCtx = Ctx & { actor: MemberActor };

/** Whether it is a member who asks. */
export function isMember(ctx: Ctx): ctx is MemberCtx {
  return ctx.actor.kind === "member";
}

/** What a job is told: where it is and what it is about. It reads the rest for itself, fresh. */
export type Subject = { practiceId: string; subjectId: string; sequence: number };

/**
 * Run `work` so that all of it happens or none. Inside another it is part of that one; the outermost is tried once more when Postgres
 * found a deadlock or a serialisation failure.
 */
export async function inTransaction<C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  const attempt = () => ctx.db.transaction((db) => work({ ...ctx, db, isInside: true }));
  if (ctx.isInside) return work(ctx);
  try {
    return await attempt();
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error;
    return attempt();
  }
}

/**
 * Open one client's drawer of private words for the length of a transaction; row-level security keeps the others shut, and
 * this one too from whoever may not look in: Postgres is told whose hand it is and looks up for itself what that hand
 * may open (drizzle/0011). Without a client it is the hand alone: what belongs to nobody's drawer.
 */
export function privately<C extends Ctx, T>(
  ctx: C,
  clientId: string | null,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  return openedBy(ctx, clientId, handOf(ctx.actor), work);
}

/**
 * Look whether something lies in a client's drawer, with the house's own hand: for those who may know that there is a
 * word, and not what it says.
 */
export function whetherThere<C extends Ctx>(
  ctx: C,
  clientId: string,
  look: (ctx: C) => Promise<boolean>,
): Promise<boolean> {
  return openedBy(ctx, clientId, { kind: "house", person: "" }, look);
}

/**
 * Open a client's drawer to carry all that is in it elsewhere, or to empty it: for `rehome` and `forget` alone. This hand
 * reaches everything there, even what is its author's alone, and shows it to nobody.
 */
export function moving<C extends Ctx, T>(ctx: C, clientId: string, work: (ctx: C) => Promise<T>): Promise<T> {
  return openedBy(ctx, clientId, { kind: "mover", person: "" }, work);
}

type Hand = {
  kind: "house" | "mover" | "client" | "looking" | "member" | "holder" | "visitor";
  person: string;
};

function handOf(actor: Actor): Hand {
  if (actor.kind === "system") return { kind: "house", person: "" };
  if (actor.kind === "visitor") return { kind: "visitor", person: "" };
  if (actor.kind === "holder") return { kind: "holder", person: actor.bookingId };
  if (actor.kind === "client" && actor.only) return { kind: "looking", person: "" };
  return { kind: actor.kind, person: actor.userId };
}

async function openedBy<C extends Ctx, T>(
  ctx: C,
  clientId: string | null,
  { kind, person }: Hand,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  const opening = { practice: ctx.practiceId, client: clientId ?? "", hand: kind, person };
  if (!ctx.isInside)
    return inTransaction(ctx, async (ctx) => {
      await reach(ctx, opening);
      return work(ctx);
    });
  // A drawer within a drawer: whoever opened the outer one goes on with their own hand, and no other.
  const before = await reached(ctx);
  await reach(ctx, opening);
  try {
    return await work(ctx);
  } finally {
    await reach(ctx, before).catch(() => {});
  }
}

type Opening = { practice: string; client: string; hand: string; person: string };

async function reach({ db }: Ctx, { practice, client, hand, person }: Opening): Promise<void> {
  await db.execute(
    sql`select set_config('selvage.practice', ${practice}, true), set_config('selvage.client', ${client}, true),
      set_config('selvage.hand', ${hand}, true), set_config('selvage.person', ${person}, true)`,
  );
}

async function reached({ db }: Ctx): Promise<Opening> {
  const { rows } = await db.execute<Opening>(
    sql`select coalesce(current_setting('selvage.practice', true), '') as practice,
      coalesce(current_setting('selvage.client', true), '') as client,
      coalesce(current_setting('selvage.hand', true), '') as hand,
      coalesce(current_setting('selvage.person', true), '') as person`,
  );
  return rows[0] ?? { practice: "", client: "", hand: "", person: "" };
}
