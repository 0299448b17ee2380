import type { ClientKind } from "#app/db/schema/clients.ts";
import type { SessionKind } from "#app/db/schema/session-types.ts";
import {
  clientsOfUser,
  type OwnClient,
  type OwnRelationship,
  relationshipsOfUser,
} from "#app/domain/clients/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { publishedHere, type Therapist } from "#app/domain/therapists/queries.ts";
import { isUnlocked, type ShutBecause, shutBecause } from "./rules.ts";

/** One thing that can be asked for, for one of somebody's clients (null: for themselves, not known here alone yet). */
export type Door = { type: SessionType; client: OwnClient | null; shut: ShutBecause | null };

export type DoorsOfTherapist = { therapist: Therapist; isKnown: boolean; doors: Door[] };

/**
 * What a signed-in person may ask for here, and what not yet, and why: everything of the therapists they know, the
 * first call with the others. Those they know come first.
 */
export async function doorsOf(ctx: ClientCtx): Promise<DoorsOfTherapist[]> {
  const { userId } = ctx.actor;
  const [therapists, allClients, relationships] = await Promise.all([
    publishedHere(ctx),
    clientsOfUser(ctx, userId),
    relationshipsOfUser(ctx, userId),
  ]);
  const clients = allClients.filter(({ role }) => mayAct(role));
  const all = await Promise.all(
    therapists.map(async (therapist) => {
      const own = relationships.filter(
        ({ therapistId, role }) => therapistId === therapist.id && mayAct(role),
      );
      const types = (await offeredBy(ctx, therapist.id)).filter(isOneToOne);
      const shown = own.length > 0 ? callsLast(types, own) : types.filter(({ kind }) => kind === "discovery");
      return {
        therapist,
        isKnown: own.length > 0,
        doors: shown.flatMap((type) => doorsTo(type, clients, own)),
      };
    }),
  );
  return all.sort((a, b) => Number(b.isKnown) - Number(a.isKnown));
}

function doorsTo(type: SessionType, clients: OwnClient[], own: OwnRelationship[]): Door[] {
  const fitting = clients.filter(({ kind }) => isFor(type.kind, kind));
  const askers = fitting.length > 0 ? fitting : [null];
  return askers.map((client) => {
    const relationship = own.find(({ clientId }) => clientId === client?.clientId) ?? null;
    const isTwo = client !== null && client.kind !== "individual";
    const shut = shutBecause(type, { relationship, isTwo, isUnderAge: client?.isUnderAge ?? false });
    const isForOne = shut === "first_call" && client === null && isBegun(own);
    return { type, client, shut: isForOne ? "on_your_own" : shut };
  });
}

/** Whether they have begun with a therapist, alone or with somebody. */
function isBegun(own: OwnRelationship[]): boolean {
  return own.some((relationship) => isUnlocked({ kind: "individual", isOpenToAll: false }, relationship));
}

function isFor(type: SessionKind, client: ClientKind): boolean {
  return (client !== "individual") === (type === "couple");
}

/** Where the doors are open a first call is rarely what somebody came for. */
function callsLast(types: SessionType[], own: OwnRelationship[]): SessionType[] {
  return isBegun(own)
    ? types.toSorted((a, b) => Number(a.kind === "discovery") - Number(b.kind === "discovery"))
    : types;
}
