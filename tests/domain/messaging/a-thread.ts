import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { findThread, type ReaderCtx } from "#app/domain/messaging/find.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { type Part, readThread } from "#app/domain/messaging/read.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

export const write = (ctx: ReaderCtx, threadId: string, text: string, onceKey = newId()) =>
  writeMessage(ctx, { threadId, text, onceKey });

/** What somebody reads in a thread; null when it is not theirs. */
export async function reads(ctx: ReaderCtx, threadId: string, part: Part = {}) {
  const found = await findThread(ctx, threadId);
  return found && (await readThread(ctx, found, part)).messages;
}

export async function texts(ctx: ReaderCtx, threadId: string, part: Part = {}) {
  return (await reads(ctx, threadId, part))?.map(({ text }) => text);
}

/** A client of a practice (of its own, or one that stands), with the thread they have with its therapist, opened by the welcome. */
export async function aThread(
  house: TestHouse,
  kind: Parameters<typeof aClientOf>[2] = "individual",
  roles: Parameters<typeof aClientOf>[3] = ["self"],
  stands?: TestPractice,
) {
  const practice = stands ?? (await aPractice(house.house));
  const client = await aClientOf(house, practice, kind, roles);
  const self: ClientCtx = client.as("self");
  await openOwnThreads(self);
  const [only] = await ownThreads(self);
  const own: MemberCtx = practice.own as MemberCtx;
  return { practice, client, self, own, threadId: only!.thread.id };
}
