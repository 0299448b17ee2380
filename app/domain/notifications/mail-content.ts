import { peopleItIsFor, standingGift } from "#app/domain/content/given.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { somethingNew } from "#app/emails/something-new.tsx";
import type { World } from "#app/world.ts";
import { caresBetween, type Reader, readersOf, sheetFrom } from "./compose-care.ts";
import { notify, peopleToTell } from "./notify.ts";
import { sendAll } from "./send-all.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { wants } from "./wants.ts";

/** Write to whom something was given that it is there, once its day has come; never what it is. */
export async function mailClientContent(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const gift = await standingGift(ctx, subject.subjectId);
  if (!gift) return; // It was taken back, or care ended, before its day came.
  const [from] = await caresBetween(ctx, gift.clientId, [gift.therapistId]);
  const sheet = await sheetFrom(ctx, from ?? null, gift.givenAt);
  const readers = await wanting(ctx, gift.clientId);
  await sendAll(ctx, world, subject, "client_content", sheet, readers, somethingNew);
}

/** Those of a client's readers whom it is for and who want letters about it, each with the way to stop them. */
async function wanting(ctx: Ctx, clientId: string): Promise<Reader[]> {
  const people = await peopleItIsFor(ctx, clientId);
  const all: Reader[] = [];
  for (const reader of await readersOf(ctx, clientId)) {
    const userId = people.find(({ id }) => id === reader.id)?.userId;
    if (!userId || !(await wants(ctx, userId, "content", "email"))) continue;
    all.push({ ...reader, unsubscribeUrl: await unsubscribeUrl(ctx, userId, "content") });
  }
  return all;
}

/** The same on their own page. */
export async function notifyClientContent(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const gift = await standingGift(ctx, subject.subjectId);
  if (!gift) return;
  const people = await peopleItIsFor(ctx, gift.clientId);
  const told = await peopleToTell(ctx, gift.clientId);
  await notify(
    ctx,
    "content.given",
    subject,
    told.filter(({ userId }) => people.some((person) => person.userId === userId)),
  );
}
