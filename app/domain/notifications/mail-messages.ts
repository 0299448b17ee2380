import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { letterDue } from "#app/domain/messaging/rules.ts";
import {
  markMailed,
  otherSideOf,
  type Reached,
  type Told,
  therapistOf,
  toldOf,
} from "#app/domain/messaging/told.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import { messageForTherapist, messageWaits } from "#app/emails/message-waits.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { readerWith, sheetFrom } from "./compose-care.ts";
import { deliver } from "./deliver.ts";
import { sendAll } from "./send-all.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { wants } from "./wants.ts";

/**
 * Tell the other side of a thread that a message waits, never what it says: once it is quiet, not where it was read
 * meanwhile, and fifteen minutes apart. Of several in a row the last tells. `sequence` is the message's number; below
 * zero it is one that had to wait for the letter before it.
 */
export async function mailMessageWaits(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const { subjectId: threadId } = subject;
  const number = Math.abs(subject.sequence);
  const told = await toldOf(ctx, threadId, number);
  if (!told?.isNewest) return;
  const tries = await Promise.allSettled(
    (await otherSideOf(ctx, told)).map(async (person) => {
      const wait = letterDue(person, number, ctx.now().getTime());
      if (wait === "no") return;
      if (wait > 0) return comeBack(ctx, subject, wait);
      await (told.side === "client" ? toTherapist : toPerson)(ctx, world, { told, person, number });
      await markMailed(ctx, { threadId, userId: person.userId, number });
    }),
  );
  const failed = tries.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

/** Two letters would stand too close: the second waits, once. */
async function comeBack(ctx: Ctx, { subjectId, sequence }: Subject, wait: number): Promise<void> {
  if (sequence < 0) throw new Error("The letter before it left a moment ago");
  const work = { job: "mail_message_waits", practiceId: ctx.practiceId, subjectId, sequence: -sequence };
  await ctx.enqueue(ctx.db, "letters", [{ ...work, waits: Math.ceil(wait / 1000) }]);
}

type One = { told: Told; person: Reached; number: number };

async function toPerson(ctx: Ctx, world: World, { told, person, number }: One): Promise<void> {
  const { thread, writtenAt } = told;
  const reader = person.participantId ? await readerWith(ctx, person.participantId) : null;
  if (!reader || !(await wants(ctx, person.userId, "messages", "email"))) return;
  const sheet = await sheetFrom(ctx, await therapistOf(ctx, thread.therapistId), writtenAt);
  const pageUrl = `${ctx.appUrl}/client/messages/${thread.id}`;
  const stop = await unsubscribeUrl(ctx, person.userId, "messages");
  const subject = { practiceId: ctx.practiceId, subjectId: thread.id, sequence: number };
  const readers = [{ ...reader, pageUrl, unsubscribeUrl: stop }];
  await sendAll(ctx, world, subject, "client_message", sheet, readers, messageWaits);
}

async function toTherapist(ctx: Ctx, world: World, { told, person, number }: One): Promise<void> {
  const { thread } = told;
  if (!(await wants(ctx, person.userId, "inbox", "email"))) return;
  const { name, email } = await accountOf(ctx, thread.therapistId);
  const practice = await ownPractice(ctx);
  const letter = {
    ...letterheadOf(ctx, practice),
    name,
    pageUrl: `${ctx.appUrl}/practice/messages/${thread.id}`,
    unsubscribeUrl: await unsubscribeUrl(ctx, person.userId, "inbox"),
  };
  await deliver(ctx, world, {
    key: `therapist:message:${thread.id}:${number}:${person.userId}`,
    letter: "therapist_message",
    subjectId: thread.id,
    write: () => enveloped(world, messageForTherapist(letter), { to: email, practice }),
  });
}
