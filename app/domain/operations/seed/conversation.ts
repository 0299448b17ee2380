import type { ClientCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { readThread } from "#app/domain/messaging/read.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { type Desk, granted } from "./desk.ts";
import { weekAround } from "./week.ts";

const priya = { name: "Priya Raman", email: "priya@demo.test" };

const lines: [from: "priya" | "maren", day: number, time: string, text: string][] = [
  [
    "priya",
    -6,
    "21:40",
    "The first night with the phone in the kitchen. I woke twice, and both times went back to sleep.",
  ],
  [
    "maren",
    -5,
    "08:50",
    "That is a lot for a first night. Leave it in the kitchen, and don’t count the hours; count the evenings.",
  ],
  ["priya", -3, "22:05", "Three evenings. Am I allowed a book?"],
  ["maren", -2, "09:10", "A dull one. We look at it together when you come."],
];

/** What Priya and Maren wrote to each other these days: the welcome, two questions and two answers, the last still to be read. */
export async function liveConversation(desk: Desk): Promise<void> {
  const { ctx, own, past } = desk;
  const { userId } = await knowByAddress(ctx, priya);
  const self: ClientCtx = { ...ctx, actor: { kind: "client", userId } };
  const week = weekAround(past.today, past.zone, [1, 2, 3, 4, 5, 6, 7]);
  await past.at(week.at(-12, "19:00"), () => openOwnThreads(self));
  const [only] = await ownThreads(self);
  if (!only) throw new Error("The demo has no thread for Priya");
  const threadId = only.thread.id;
  for (const [from, day, time, text] of lines) {
    const writer = from === "priya" ? self : own;
    await past.at(week.at(day, time), async () => {
      granted(await writeMessage(writer, { threadId, text, onceKey: newId() }));
      // Where it was sent, the whole thread is shown.
      const found = await findThread(writer, threadId);
      if (found) await readThread(writer, found);
    });
  }
}
