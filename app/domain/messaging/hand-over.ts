import { and, asc, eq } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { messages } from "#app/db/schema/messaging.ts";
import { type ClientCtx, privately } from "#app/domain/ctx.ts";
import { filesOf } from "#app/domain/files/queries.ts";
import { ownThreads } from "./lists.ts";
import { sealer } from "./sealed.ts";

/** Everything in a signed-in person's own threads, unsealed, with what came with it and where it is to be had, for them to take away. */
export async function ownWords(ctx: ClientCtx) {
  const threads = [];
  for (const { thread, therapist, person } of await ownThreads(ctx))
    threads.push({
      with: therapist.name,
      isApart: person !== null,
      messages: await wordsOf(ctx, thread),
    });
  return threads;
}

function wordsOf(ctx: ClientCtx, { id, clientId }: { id: string; clientId: string }) {
  return privately(ctx, clientId, async (ctx) => {
    const rows = await ctx.db
      .select({ message: messages, name: users.name })
      .from(messages)
      .leftJoin(users, eq(users.id, messages.authorId))
      .where(and(eq(messages.practiceId, ctx.practiceId), eq(messages.threadId, id)))
      .orderBy(asc(messages.number));
    if (rows.length === 0) return [];
    const { unseal } = await sealer(ctx, clientId);
    const files = await filesOf(
      ctx,
      rows.map(({ message }) => message.id),
    );
    return rows.map(({ message, name }) => ({
      id: message.id,
      from: message.side === "house" ? "A welcome" : (name ?? "Somebody"),
      /** Null once it was taken back. */
      text: message.sealed && unseal("message", message.id, message.sealed),
      at: message.writtenAt,
      files: files.flatMap(({ id, ownerId, name, contentType, size }) =>
        ownerId === message.id
          ? [{ name, contentType, bytes: size, address: `${ctx.appUrl}/files/${id}` }]
          : [],
      ),
    }));
  });
}
