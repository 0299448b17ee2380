import type { Ctx, Subject } from "#app/domain/ctx.ts";
import {
  addressToken,
  findAddressChange,
  isAddressTaken,
  type Side,
} from "#app/domain/identity/change-address.ts";
import { addressStateOf } from "#app/domain/identity/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { addressNew, addressOld, addressTaken } from "#app/emails/address-change.tsx";
import type { Reader, Written } from "#app/emails/letter/booking.ts";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";

/** Ask at the address somebody has whether they want another. */
export async function mailAddressOld(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const wish = await openWish(ctx, subject, "old");
  if (!wish) return;
  await send(ctx, world, wish, { side: "old", to: wish.email, written: addressOld(wish.letter) });
}

/** Ask at the address that is to be; where it is somebody's already, say so there and nowhere else. */
export async function mailAddressNew(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const wish = await openWish(ctx, subject, "new");
  if (!wish) return;
  const { letter } = wish;
  const isTaken = await isAddressTaken(ctx, letter.newEmail);
  const written = isTaken ? addressTaken(letter) : addressNew(letter);
  await send(ctx, world, wish, { side: isTaken ? "taken" : "new", to: letter.newEmail, written });
}

/** The wish a letter is about while it can still be confirmed; otherwise the letter is laid aside. */
async function openWish(ctx: Ctx, { subjectId }: Subject, side: Side) {
  const found = await findAddressChange(ctx, subjectId);
  if (!found || addressStateOf(found.change, ctx.now().getTime()) !== "open") {
    await supersede(ctx, keyOf(side, subjectId));
    return null;
  }
  const { change, name, email } = found;
  const practice = await ownPractice(ctx);
  const places = await placesOf(ctx, change.userId);
  const isMember = places.some(({ practiceId, memberId }) => practiceId === ctx.practiceId && memberId);
  const reader: Reader = isMember ? "therapist" : "client";
  const confirmUrl = `${ctx.appUrl}/address/${addressToken(ctx, change, side)}`;
  const letter = { ...letterheadOf(ctx, practice), reader, name, newEmail: change.newEmail, confirmUrl };
  return { id: change.id, email, practice, letter };
}

type Wish = NonNullable<Awaited<ReturnType<typeof openWish>>>;
type Sent = { side: Side | "taken"; to: string; written: Written };

function send(ctx: Ctx, world: World, { id, practice }: Wish, { side, to, written }: Sent): Promise<void> {
  return deliver(ctx, world, {
    key: keyOf(side, id),
    letter: `address_${side}`,
    subjectId: id,
    write: () => enveloped(world, written, { to, practice }),
  });
}

function keyOf(side: Sent["side"], id: string): string {
  return `address:${side}:${id}`;
}
