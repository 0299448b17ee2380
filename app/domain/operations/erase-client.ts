import { and, eq, inArray } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { erasures } from "#app/db/schema/operations.ts";
import { disputes } from "#app/db/schema/payments.ts";
import { record, signature } from "#app/domain/audit/record.ts";
import { destroyKey } from "#app/domain/clients/destroy-key.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { isErased } from "./erased.ts";
import { keepErasureWords } from "./erasure-words.ts";
import { forgetting } from "./forget-client.ts";
import { keptUntil } from "./keep-record.ts";
import { isKeptByLaw, isSameName } from "./rules.ts";
import { keepFarewell } from "./tell-erased.ts";

export type ErasureRefusal = "wrong_name" | "sessions_ahead" | "money_disputed" | "needs_reason";

type Wish = {
  clientId: string;
  typedName: string;
  /** Why before its time; empty when it is time. */
  reason: string;
};

/**
 * Erase a client for good. Their key is destroyed and their id put on the list here, at once and together; every room
 * forgets them by the job that follows, and the last letter goes out. What was booked and paid stays for the books, without
 * a name. Null when the client is not the member's to erase, or is erased. Refuses: wrong_name, sessions_ahead,
 * money_disputed while a bank decides, needs_reason while the record has to be kept.
 */
export function eraseClient(ctx: MemberCtx, wish: Wish): Promise<Result<null, ErasureRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const client = await clientWithin(ctx, "client.erase", wish.clientId);
    if (!client) return null;
    await ctx.db.select({ id: clients.id }).from(clients).where(eq(clients.id, client.id)).for("update");
    if (await isErased(ctx, client.id)) return null;
    const reason = wish.reason.trim();
    const stands = await inTheWayOfErasing(ctx, client.id);
    if (!isSameName(wish.typedName, client.name)) return refused("wrong_name");
    if (stands) return refused(stands);
    const isEarly = isKeptByLaw(await keptUntil(ctx, client.id), ctx.now());
    if (isEarly && reason === "") return refused("needs_reason");

    const erasureId = await note(ctx, client.id);
    if (reason) await keepErasureWords(ctx, { erasureId, kind: "reason", text: reason });
    await keepFarewell(ctx, { erasureId, clientId: client.id });
    await destroyKey(ctx, client.id);
    await record(ctx, "client.erased", { id: client.id, sequence: 0 }, { isEarly });
    return done(null);
  });
}

/** What keeps a client from being erased, whatever is typed; null when nothing does. */
export async function inTheWayOfErasing(
  ctx: Ctx,
  clientId: string,
): Promise<"sessions_ahead" | "money_disputed" | null> {
  const [ahead] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        inArray(bookings.status, ["requested", "held", "confirmed"]),
      ),
    )
    .limit(1);
  if (ahead) return "sessions_ahead";
  const [disputed] = await ctx.db
    .select({ id: disputes.id })
    .from(disputes)
    .where(
      and(
        eq(disputes.practiceId, ctx.practiceId),
        eq(disputes.clientId, clientId),
        inArray(disputes.status, ["open", "sent"]),
      ),
    )
    .limit(1);
  return disputed ? "money_disputed" : null;
}

async function note(ctx: Ctx, erasedId: string): Promise<string> {
  const id = newId();
  await ctx.db.insert(erasures).values({
    id,
    practiceId: ctx.practiceId,
    erasedId,
    erasedAt: ctx.now(),
    erasedBy: signature(ctx.actor),
    rooms: Object.keys(forgetting),
  });
  return id;
}
