import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import { type Cast, canary, type Principal, type Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** The thread of a side's client with its therapist: a canary in it, and something that waits for an answer. */
export async function aThread(cast: Cast, side: Side): Promise<Named> {
  const ctx = clientOf(side);
  await openOwnThreads(ctx);
  const { rows } = await cast.sql.query(
    "select id from threads where client_id = $1 and therapist_id = $2 and participant_id is null",
    [side.client.clientId, side.therapistId],
  );
  const id: string = rows[0].id;
  const name = side === cast.sides.own ? "own" : side === cast.sides.other ? "other" : "foreign";
  const text = `${canary.words[name]} in a message`;
  await granted(writeMessage(ctx, { threadId: id, text, onceKey: newId() }));
  return { id };
}

function clientOf(side: Side): ClientCtx {
  return { ...side.ctx, actor: { kind: "client", userId: side.client.userId }, now: () => new Date() };
}

type Try = { named: Named; cast: Cast; side: Side; who: Principal };

/** Forms that would be granted in a thread; taking back takes a message of one's own. */
export const messageBodies = {
  "routes/client/messages/thread.tsx": () => ({ text: "Hello.", onceKey: newId() }),
  "routes/client/messages/draft.tsx": () => ({ text: "Dear", onceKey: newId() }),
  "routes/client/messages/uploads.ts": null, // Pieces of a file, and no form: tests/routes/messages/in-pieces
  "routes/client/messages/upload.ts": null,
  "routes/client/messages/taking-back.tsx": ({ named, side }: Try) => oneOf(named, clientOf(side)),
  "routes/client/messages/apart.tsx": null, // Takes a couple: tests/domain/messaging/apart.test.ts
  "routes/practice/messages/thread.tsx": () => ({ text: "Hello.", onceKey: newId() }),
  "routes/practice/messages/draft.tsx": () => ({ text: "Dear", onceKey: newId() }),
  "routes/practice/messages/uploads.ts": null,
  "routes/practice/messages/upload.ts": null,
  "routes/practice/messages/taking-back.tsx": async ({ named, cast, side }: Try) => {
    const { rows } = await cast.sql.query(
      "select m.id, m.user_id from members m join therapists t on t.member_id = m.id where t.id = $1",
      [side.therapistId],
    );
    const { therapistId } = side;
    const who = { memberId: rows[0].id, userId: rows[0].user_id, therapistId };
    const ctx: MemberCtx = { ...side.ctx, actor: aMember(side.ctx.practiceId, who), now: () => new Date() };
    return oneOf(named, ctx);
  },
  "routes/practice/messages/apart.tsx": null,
  "routes/practice/messages/settled.tsx": async ({ named, cast }: Try) => {
    const { rows } = await cast.sql.query("select last_number as n from threads where id = $1", [named.id]);
    return { number: String(rows[0].n) };
  },
};

/** A message just written in the thread by whoever it is theirs to take back. */
async function oneOf({ id: threadId }: Named, ctx: ClientCtx | MemberCtx): Promise<Record<string, string>> {
  const { number } = await granted(writeMessage(ctx, { threadId, text: "Oh.", onceKey: newId() }));
  const { readThread } = await import("#app/domain/messaging/read.ts");
  const { findThread } = await import("#app/domain/messaging/find.ts");
  const { messages } = await readThread(ctx, (await findThread(ctx, threadId))!);
  return { message: messages.find((one) => one.number === number)!.id };
}
