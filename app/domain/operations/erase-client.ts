import { and, eq, inArray, sql } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { erasures } from "#app/db/schema/operations.ts";
import { record, signature } from "#app/domain/audit/record.ts";
import { forget as forgetBookings } from "#app/domain/bookings/forget.ts";
import { forget as forgetClients } from "#app/domain/clients/forget.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { forget as forgetContent } from "#app/domain/content/forget.ts";
import { type Ctx, type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { forget as forgetFiles } from "#app/domain/files/forget.ts";
import { forget as forgetForms } from "#app/domain/forms/forget.ts";
import { forget as forgetImports } from "#app/domain/imports/forget.ts";
import { forget as forgetInvoices } from "#app/domain/invoices/forget.ts";
import { forget as forgetJoining } from "#app/domain/joining/forget.ts";
import { forget as forgetLedger } from "#app/domain/ledger/forget.ts";
import { forget as forgetMessaging } from "#app/domain/messaging/forget.ts";
import { forget as forgetNotes } from "#app/domain/notes/forget.ts";
import { forget as forgetPayments } from "#app/domain/payments/forget.ts";
import { forget as forgetSeries } from "#app/domain/series/forget.ts";
import { forget as forgetSessionTypes } from "#app/domain/session-types/forget.ts";
import { forget as forgetWaiting } from "#app/domain/waiting/forget.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { keptUntil } from "./keep-record.ts";
import { isKeptByLaw, isSameName } from "./rules.ts";

/** Every room that keeps something of a client's and how it forgets; the clients' own comes last and destroys the key. */
export const forgetting: Record<string, (ctx: Ctx, clientId: string) => Promise<void>> = {
  bookings: forgetBookings,
  content: forgetContent,
  files: forgetFiles,
  forms: forgetForms,
  imports: forgetImports,
  invoices: forgetInvoices,
  joining: forgetJoining,
  ledger: forgetLedger,
  messaging: forgetMessaging,
  payments: forgetPayments,
  series: forgetSeries,
  "session-types": forgetSessionTypes,
  waiting: forgetWaiting,
  notes: forgetNotes,
  clients: forgetClients,
};

export type ErasureRefusal = "wrong_name" | "sessions_ahead" | "kept_by_law";

/**
 * Forget a client for good: every room in one transaction, and with their key every word that was ever sealed with it.
 * What was booked and paid stays for the books, without a name. Null when the client is not the member's to erase.
 * Refuses: wrong_name, sessions_ahead, and kept_by_law until the practice decides otherwise.
 */
export function eraseClient(
  ctx: MemberCtx,
  wish: { clientId: string; typedName: string; decidesOtherwise: boolean },
): Promise<Result<null, ErasureRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const client = await clientWithin(ctx, "client.erase", wish.clientId);
    if (!client) return null;
    await ctx.db.select({ id: clients.id }).from(clients).where(eq(clients.id, client.id)).for("update");
    if (!isSameName(wish.typedName, client.name)) return refused("wrong_name");
    if (await hasSessionsAhead(ctx, client.id)) return refused("sessions_ahead");
    if (isKeptByLaw(await keptUntil(ctx, client.id), ctx.now()) && !wish.decidesOtherwise)
      return refused("kept_by_law");
    await forgetEverywhere(ctx, client.id);
    await note(ctx, client.id);
    await record(ctx, "client.erased", { id: client.id });
    return done(null);
  });
}

async function hasSessionsAhead(ctx: Ctx, clientId: string): Promise<boolean> {
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
  return ahead !== undefined;
}

async function forgetEverywhere(ctx: Ctx, clientId: string): Promise<void> {
  for (const forget of Object.values(forgetting)) await forget(ctx, clientId);
}

async function note(ctx: Ctx, erasedId: string): Promise<void> {
  await ctx.db.insert(erasures).values({
    id: newId(),
    practiceId: ctx.practiceId,
    erasedId,
    erasedAt: ctx.now(),
    erasedBy: signature(ctx.actor),
    rooms: Object.keys(forgetting),
  });
}

/**
 * Forget again whoever was forgotten before: for a database that was restored from a time when they were still there.
 * Gives how many had come back. Twice is harmless.
 */
export async function replayErasures(house: House): Promise<number> {
  const again = await house.db
    .selectDistinct({ practiceId: erasures.practiceId, erasedId: erasures.erasedId })
    .from(erasures)
    .innerJoin(clients, eq(clients.id, erasures.erasedId))
    .where(
      sql`${clients.name} <> 'Erased' or exists (select 1 from client_keys k where k.client_id = ${erasures.erasedId})`,
    );
  for (const { practiceId, erasedId } of again)
    await inTransaction({ ...house, practiceId }, (ctx) => forgetEverywhere(ctx, erasedId));
  return again.length;
}
