import { and, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import { changeAccount } from "#app/domain/identity/change-account.ts";

/** What a person likes to be called, the number to ring, and the clock they read times by. */
export type Contact = { name: string; phone: string | null; zone: string | null };

/** Keep how a signed-in person is called and reached: their number in this practice, the rest wherever they go. */
export function keepContact(ctx: ClientCtx, { phone, ...account }: Contact): Promise<void> {
  const { userId } = ctx.actor;
  return inTransaction(ctx, async (inside) => {
    await changeAccount(inside, { userId, ...account });
    await inside.db
      .update(participants)
      .set({ phone })
      .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.userId, userId)));
    await record(inside, "client.contact_kept", { id: userId });
  });
}

/** Safe contact: what may be done to reach somebody, and what their own calendar and mailbox may show. */
export type SafeContact = {
  mayEmail: boolean;
  mayCall: boolean;
  mayLeaveMessage: boolean;
  isDiscreet: boolean;
  calendarWords: string | null;
};

/** Keep when a signed-in person wants reminders (minutes before); null: as each kind of session has it. */
export function keepReminders(ctx: ClientCtx, reminders: number[] | null): Promise<void> {
  const { userId } = ctx.actor;
  return inTransaction(ctx, async (inside) => {
    await inside.db
      .update(participants)
      .set({ reminders })
      .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.userId, userId)));
    await record(inside, "client.reminders_kept", { id: userId });
  });
}

/** Keep how a signed-in person may safely be reached by this practice. */
export function keepSafeContact(ctx: ClientCtx, safe: SafeContact): Promise<void> {
  const { userId } = ctx.actor;
  return inTransaction(ctx, async (inside) => {
    await inside.db
      .update(participants)
      .set(safe)
      .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.userId, userId)));
    await record(inside, "client.safe_contact_kept", { id: userId });
  });
}
