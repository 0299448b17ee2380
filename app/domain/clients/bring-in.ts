import { insertMany } from "#app/db/insert-many.ts";
import {
  type ClientKind,
  careRelationships,
  clientKeys,
  clients,
  participants,
  type Stage,
} from "#app/db/schema/clients.ts";
import { recordMany } from "#app/domain/audit/record-many.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/** Somebody who comes along from elsewhere. `since`: when their care began there. */
export type Arrival = {
  name: string;
  email: string | null;
  phone: string | null;
  userId: string | null;
  kind: ClientKind;
  tags: string[];
  stage: Stage;
  since: Date | null;
};

/** With whom they come, by which import, and why past the gate (a code for the log). */
export type Passage = { therapistId: string; importId: string; reason: string };

export type Arrived = { clientId: string; participantId: string };

type Coming = Arrived & { arrival: Arrival };

/**
 * Add many clients at once, each as `addClient`, `beginCare` and the gate would: the person in it, the key their words
 * are sealed with, care in the stage they come in at, and the events that say so. Gives them in the order they came.
 */
export function bringIn(ctx: Ctx, passage: Passage, arrivals: readonly Arrival[]): Promise<Arrived[]> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    const createdAt = ctx.now();
    const personOf = ({ clientId, participantId, arrival }: Coming) => ({
      ...{ id: participantId, practiceId, clientId, role: "self" as const, createdAt },
      isAlone: arrival.kind === "individual",
      ...{ userId: arrival.userId, name: arrival.name, email: arrival.email, phone: arrival.phone },
    });
    const all: Coming[] = arrivals.map((arrival) => ({ arrival, clientId: newId(), participantId: newId() }));
    await insertMany(
      ctx.db,
      clients,
      all.map(({ clientId: id, arrival: { kind, name, tags } }) => ({
        ...{ id, practiceId, kind, name, tags, isInvented: false, createdAt },
      })),
    );
    await insertMany(ctx.db, participants, all.map(personOf));
    await insertMany(
      ctx.db,
      clientKeys,
      all.map(({ clientId }) => ({ clientId, practiceId, ...ctx.vault.newKey(), createdAt })),
    );
    await recordMany(
      ctx,
      "client.added",
      all.map(({ clientId }) => clientId),
      { import: passage.importId },
    );
    await bringIntoCare(
      ctx,
      passage,
      all.map(({ clientId, arrival: { stage, since } }) => ({ clientId, stage, since })),
    );
    return all.map(({ clientId, participantId }) => ({ clientId, participantId }));
  });
}

type IntoCare = { clientId: string; stage: Stage; since: Date | null };

/** The ways to a stage, each a move that is drawn (rules.ts): nobody is ongoing who never was in intake. */
const wayTo = {
  discovery: [],
  intake: ["intake"],
  ongoing: ["intake", "ongoing"],
  ended: ["intake", "ended"],
} as const satisfies Record<Stage, readonly Stage[]>;

/** Begin care for many with one therapist who have none with her yet. Gives the relationships in the same order. */
export function bringIntoCare(
  ctx: Ctx,
  { therapistId, importId, reason }: Passage,
  all: readonly IntoCare[],
): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    const now = ctx.now();
    const begun = all.map((care) => ({ ...care, id: newId() }));
    await insertMany(
      ctx.db,
      careRelationships,
      begun.map(({ id, clientId, stage, since }) => ({
        ...{ id, practiceId, clientId, therapistId, stage },
        discoveryCompletedAt: stage === "discovery" ? null : now,
        discoveryBy: stage === "discovery" ? null : ("import" as const),
        endedAt: stage === "ended" ? now : null,
        createdAt: since ?? now,
      })),
    );
    const ids = begun.map(({ id }) => id);
    await recordMany(ctx, "care_relationship.began", ids, { sequence: 0, import: importId });
    const toward = (to: Stage) =>
      begun.filter(({ stage }) => (wayTo[stage] as readonly Stage[]).includes(to)).map(({ id }) => id);
    const turn = { how: "import", import: importId };
    await recordMany(ctx, "care_relationship.moved_on", toward("intake"), {
      ...{ sequence: 1, to: "intake", reason },
      ...turn,
    });
    for (const to of ["ongoing", "ended"] as const)
      await recordMany(ctx, "care_relationship.moved_on", toward(to), { sequence: 2, to, ...turn });
    return ids;
  });
}
