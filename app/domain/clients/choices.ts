import { and, asc, eq, ilike, inArray } from "drizzle-orm";
import { clients } from "#app/db/schema/clients.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { isOpenFor } from "./after-erasure.ts";

const most = 500;
const reached = { practiceId: clients.practiceId, clientId: clients.id };

/** The clients in a member's reach for a deed, by name; those whose name holds `search`, where it is given. */
export function clientChoices(ctx: MemberCtx, deed: Deed, search = "") {
  return ctx.db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(
      and(
        withinClients(ctx, deed, reached),
        isOpenFor(ctx, deed, clients.id),
        search ? ilike(clients.name, holding(search)) : undefined,
      ),
    )
    .orderBy(asc(clients.name), asc(clients.id))
    .limit(most);
}

/** One client in a member's reach, or null. */
export async function clientInReach(ctx: MemberCtx, deed: Deed, clientId: string) {
  if (!isId(clientId)) return null;
  const [client] = await ctx.db
    .select({ id: clients.id, name: clients.name, kind: clients.kind })
    .from(clients)
    .where(
      and(withinClients(ctx, deed, reached), eq(clients.id, clientId), isOpenFor(ctx, deed, clients.id)),
    );
  return client ?? null;
}

/** A LIKE pattern for a text that holds these words as they are. */
export function holding(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

/** What clients in a member's reach are called, by their id. */
export async function clientNames(ctx: MemberCtx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(and(withinClients(ctx, "client.see", reached), inArray(clients.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
