import { and, eq } from "drizzle-orm";
import {
  type ClientKind,
  careRelationships,
  clientKeys,
  clients,
  type ParticipantRole,
  participants,
} from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { newId } from "#app/values/ids.ts";

type Guest = { name: string; email: string };

/**
 * The client a guest is, by the address they typed: the individual client whose own address it is, or a new one. Known
 * names stay as they are, and nothing says whether the address was known (decisions, 5).
 */
export async function clientOfGuest(
  ctx: Ctx,
  { name, email }: Guest,
): Promise<{ clientId: string; isNew: boolean }> {
  const { userId } = await knowByAddress(ctx, { name, email });
  const [known] = await ctx.db
    .select({ clientId: participants.clientId })
    .from(participants)
    .where(
      and(eq(participants.practiceId, ctx.practiceId), eq(participants.email, email), participants.isAlone),
    );
  if (known) return { clientId: known.clientId, isNew: false };

  const people = [{ name, email, userId, role: "self" as const }];
  return { clientId: (await addClient(ctx, { kind: "individual", name, people })).clientId, isNew: true };
}

export type NewPerson = {
  name: string;
  email?: string;
  phone?: string;
  userId?: string;
  role: ParticipantRole;
  isUnderAge?: boolean;
};
export type NewClient = {
  kind: ClientKind;
  name: string;
  people: NewPerson[];
  /** Somebody made up to practise with. */
  isInvented?: boolean;
};

/** Add a unit of care with the people in it and the key their words are sealed with. */
export function addClient(
  ctx: Ctx,
  { kind, name, people, isInvented = false }: NewClient,
): Promise<{ clientId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const clientId = newId();
    const { practiceId } = ctx;
    const createdAt = ctx.now();
    await ctx.db.insert(clients).values({ id: clientId, practiceId, kind, name, isInvented, createdAt });
    await ctx.db.insert(participants).values(
      people.map((person) => ({
        ...person,
        practiceId,
        clientId,
        isAlone: kind === "individual" && person.role === "self",
        createdAt,
      })),
    );
    await ctx.db.insert(clientKeys).values({ clientId, practiceId, ...ctx.vault.newKey(), createdAt });
    await record(ctx, "client.added", { id: clientId });
    return { clientId };
  });
}

/** The care relationship of a client and a therapist, begun in stage `discovery` if there was none. */
export async function beginCare(ctx: Ctx, clientId: string, therapistId: string): Promise<void> {
  const [begun] = await ctx.db
    .insert(careRelationships)
    .values({ practiceId: ctx.practiceId, clientId, therapistId, stage: "discovery", createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: careRelationships.id });
  if (begun) await record(ctx, "care_relationship.began", { id: begun.id, sequence: 0 });
}
