import { and, eq, isNotNull } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { forget as forgetBookings } from "#app/domain/bookings/forget.ts";
import { forget as forgetClients } from "#app/domain/clients/forget.ts";
import { forget as forgetContent } from "#app/domain/content/forget.ts";
import { type Ctx, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { forget as forgetFiles } from "#app/domain/files/forget.ts";
import { forget as forgetForms } from "#app/domain/forms/forget.ts";
import { forgetPerson, leaveAsClient } from "#app/domain/identity/forget-person.ts";
import { forget as forgetImports } from "#app/domain/imports/forget.ts";
import { forget as forgetInvoices } from "#app/domain/invoices/forget.ts";
import { forget as forgetJoining } from "#app/domain/joining/forget.ts";
import { forget as forgetLedger } from "#app/domain/ledger/forget.ts";
import { forget as forgetMessaging } from "#app/domain/messaging/forget.ts";
import { forget as forgetNotes } from "#app/domain/notes/forget.ts";
import { forget as forgetNotifications } from "#app/domain/notifications/forget.ts";
import { forget as forgetPayments } from "#app/domain/payments/forget.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { forget as forgetPrivacy } from "#app/domain/privacy/forget.ts";
import { forget as forgetSeries } from "#app/domain/series/forget.ts";
import { forget as forgetSessionTypes } from "#app/domain/session-types/forget.ts";
import { forget as forgetWaiting } from "#app/domain/waiting/forget.ts";
import type { World } from "#app/world.ts";
import { isErased } from "./erased.ts";

/**
 * Every room that keeps something of a client's and how it forgets. Where letters went is forgotten while the addresses are
 * still known; the clients' own comes last.
 */
export const forgetting: Record<string, (ctx: Ctx, clientId: string) => Promise<void>> = {
  notifications: forgetNotifications,
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
  privacy: forgetPrivacy,
  series: forgetSeries,
  "session-types": forgetSessionTypes,
  waiting: forgetWaiting,
  notes: forgetNotes,
  clients: forgetClients,
};

/** Forget a client whose key is destroyed, in every room. Asked again it changes nothing; cut off, it is done by the next try. */
export async function forgetClient(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  if (await isErased(ctx, subjectId)) await forgetEverywhere(ctx, subjectId);
}

/** Forget a client in all rooms or in none, and whoever of them has no place anywhere any more. */
export function forgetEverywhere(ctx: Ctx, clientId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const people = await ctx.db
      .selectDistinct({ userId: participants.userId })
      .from(participants)
      .where(
        and(
          eq(participants.practiceId, ctx.practiceId),
          eq(participants.clientId, clientId),
          isNotNull(participants.userId),
        ),
      );
    for (const forget of Object.values(forgetting)) await forget(ctx, clientId);
    for (const { userId } of people) if (userId) await letGoOf(ctx, userId);
  });
}

/** Whoever has no place anywhere any more is forgotten; whoever has one elsewhere is a client of it still, and not of this one. */
async function letGoOf(ctx: Ctx, userId: string): Promise<void> {
  const places = await placesOf(ctx, userId);
  const { practiceId } = ctx;
  if (places.length === 0) return forgetPerson(ctx, userId);
  const isHere = places.some((place) => place.practiceId === practiceId && place.memberId === null);
  if (!isHere) await leaveAsClient(ctx, { userId, practiceId });
}
