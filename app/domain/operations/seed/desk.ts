import type { CancelledBy } from "#app/db/schema/bookings.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { changeClient } from "#app/domain/clients/change-client.ts";
import { keepSafeContact, type SafeContact } from "#app/domain/clients/keep-contact.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { Actor, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { issuePaper } from "#app/domain/invoices/issue.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { offeredHere } from "#app/domain/session-types/queries.ts";
import { agreeRate } from "#app/domain/session-types/rates.ts";
import { newId } from "#app/values/ids.ts";
import type { Result } from "#app/values/result.ts";
import { addDays, dayOf, MINUTE } from "#app/values/zoned.ts";
import type { Past } from "./past.ts";
import { wall } from "./week.ts";

/**
 * Where a therapist's bookings of the demo are made; `own` is the practice as they themselves ask. `region` is where their
 * guests say they are.
 */
export type Desk = { past: Past; ctx: Ctx; own: MemberCtx; therapistId: string; region?: string };

export type Person = { name: string; email: string };

/** A booking as the demo remembers it; times are epoch milliseconds. */
export type Kept = { id: string; clientId: string; startsAt: number; endsAt: number };

/** A stranger asks for the first call. */
export function call(desk: Desk, person: Person, startsAt: number, note?: string): Promise<Kept> {
  return place(desk, { kind: "visitor" }, { ...person, typeSlug: "discovery", startsAt, note });
}

/** A client who has begun asks for a session. */
export async function session(desk: Desk, person: Person, typeSlug: string, startsAt: number): Promise<Kept> {
  const { userId } = await knowByAddress(desk.ctx, person);
  return place(desk, { kind: "client", userId }, { ...person, typeSlug, startsAt });
}

/** A client's sessions, one after the other; those of past days took place. */
export async function sessions(
  desk: Desk,
  person: Person,
  typeSlug: string,
  starts: number[],
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const startsAt of starts) kept.push(await session(desk, person, typeSlug, startsAt));
  const { zone, today } = desk.past;
  for (const one of kept) if (dayOf(zone, one.startsAt) < today) await came(desk, one);
  return kept;
}

/** They came, and the therapist said so when it was over. */
export async function came(desk: Desk, kept: Kept): Promise<void> {
  await desk.past.at(kept.endsAt + 10 * MINUTE, async () => granted(await markAttended(desk.ctx, kept.id)));
}

/** They paid for it by transfer, the same afternoon. */
export async function paid({ own, past }: Desk, { id, endsAt }: Kept, amount: number): Promise<void> {
  const paidAt = endsAt + 5 * 60 * MINUTE;
  const transfer = { id: newId(), bookingId: id, amount, method: "bank_transfer" } as const;
  await past.at(paidAt, async () =>
    granted(await recordPayment(own, { ...transfer, paidAt: new Date(paidAt) })),
  );
  await past.at(paidAt, async () => granted(await issuePaper(own, transfer.id)));
}

/** They did not come. */
export async function stayedAway(desk: Desk, kept: Kept): Promise<void> {
  await desk.past.at(kept.endsAt + 10 * MINUTE, async () => granted(await markAbsent(desk.ctx, kept.id)));
}

/** It was called off so many hours before. */
export async function calledOff(
  desk: Desk,
  kept: Kept,
  { by, hours, reason }: { by: CancelledBy; hours: number; reason?: string },
): Promise<void> {
  const { ctx, therapistId, past } = desk;
  const deed = () => cancel(ctx, { bookingId: kept.id, therapistId, by, reason });
  await past.at(kept.startsAt - hours * 60 * MINUTE, async () => granted(await deed()));
}

/** The fee that fell due was waived, the evening after. */
export async function feeWaived({ own, past }: Desk, { id, endsAt }: Kept): Promise<void> {
  const deed = () => decideFee(own, { bookingId: id, decision: "waived" });
  await past.at(endsAt + 6 * 60 * MINUTE, async () => granted(await deed()));
}

/** Words beside a client's name, for everybody who works here. */
export async function tagged(
  { own, past }: Desk,
  { name }: Person,
  { clientId, endsAt }: Kept,
  tags: string[],
): Promise<void> {
  await past.at(endsAt + 45 * MINUTE, async () => {
    if (!(await changeClient(own, { clientId, name, tags }))) throw new Error(`${name} could not be tagged`);
  });
}

/** They and the therapist agreed on a lower price, in minor units, after the call. */
export async function paysLess(
  { own, past }: Desk,
  { clientId, endsAt }: Kept,
  typeSlug: string,
  price: number,
): Promise<void> {
  await past.at(endsAt + 50 * MINUTE, async () => {
    const type = (await offeredHere(own)).find(({ slug }) => slug === typeSlug);
    const validFrom = dayOf(past.zone, endsAt);
    const rate = type && { clientId, sessionTypeId: type.id, price, validFrom, validUntil: null };
    if (!rate || !(await agreeRate(own, rate))) throw new Error(`Nothing here is called ${typeSlug}`);
  });
}

/** They said how they may safely be reached. */
export async function reachedSafely(
  { ctx, past }: Desk,
  person: Person,
  { endsAt }: Kept,
  safe: SafeContact,
): Promise<void> {
  const { userId } = await knowByAddress(ctx, person);
  await past.at(endsAt + 90 * MINUTE, () =>
    keepSafeContact({ ...ctx, actor: { kind: "client", userId } }, safe),
  );
}

/** After the call, the therapist chooses to begin together. */
export function begins(desk: Desk, { clientId, endsAt }: Kept): Promise<void> {
  return step(desk, endsAt + 30 * MINUTE, { clientId, to: "intake", discoveryBy: "call" });
}

/** After the first session, intake is behind them. */
export function settlesIn(desk: Desk, { clientId, endsAt }: Kept): Promise<void> {
  return step(desk, endsAt + 15 * MINUTE, { clientId, to: "ongoing" });
}

/** After the last session, they part. */
export function ends(desk: Desk, { clientId, endsAt }: Kept): Promise<void> {
  return step(desk, endsAt + 60 * MINUTE, { clientId, to: "ended" });
}

type Step = Omit<Parameters<typeof moveOn>[1], "therapistId">;

async function step({ past, ctx, therapistId }: Desk, moment: number, to: Step): Promise<void> {
  await past.at(moment, async () => granted(await moveOn(ctx, { ...to, therapistId })));
}

type Asked = Person & { typeSlug: string; startsAt: number; note?: string | undefined };

async function place({ past, ctx, therapistId, region }: Desk, actor: Actor, asked: Asked): Promise<Kept> {
  const wish = { ...asked, therapistId, zone: past.zone, region, adult: true };
  return past.at(eveningBefore(past, asked.startsAt), async () => {
    const { id, startsAt, endsAt } = granted(await ask({ ...ctx, actor }, { call: "page", wish }), asked);
    const found = await findBooking(ctx, id);
    if (!found) throw new Error("A booking of the demo that was just made is not there");
    return { id, startsAt, endsAt, clientId: found.booking.clientId };
  });
}

/** People book in the evening: six days before, or yesterday when that has yet to come. */
function eveningBefore({ zone, today, below }: Past, startsAt: number): number {
  const early = addDays(dayOf(zone, startsAt), -6);
  const yesterday = addDays(today, -1);
  return wall(zone, early < yesterday ? early : yesterday, "19:00") + below(150) * MINUTE;
}

/** What was granted. A refusal means the demo's own story does not hold together: it throws. */
export function granted<T>(answer: Result<T, string>, asked?: Asked): T {
  if (answer.ok) return answer.value;
  const what = asked
    ? ` ${asked.name}'s ${asked.typeSlug} at ${new Date(asked.startsAt).toISOString()}`
    : " a step";
  throw new Error(`The demo's story was refused${what}: ${answer.refusal}`);
}
