import { imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { newId } from "#app/values/ids.ts";
import { done } from "#app/values/result.ts";
import { guessMapping } from "./fields.ts";
import { type NotRead, readList } from "./read-list.ts";
import { sealList } from "./sealed-list.ts";

type Brought = { therapistId: string; fileName: string; bytes: Uint8Array };

/**
 * Bring a list along: it is read and sealed, and nobody is a client yet. Null when the therapist's clients are not theirs
 * to bring in. Refuses: unread, with why and where.
 */
export async function bringList(
  ctx: MemberCtx,
  { therapistId, fileName, bytes }: Brought,
): Promise<{ ok: true; value: { id: string } } | NotRead | null> {
  const { practiceId } = ctx;
  if (!may(ctx.actor, "clients.import", { practiceId, therapistIds: [therapistId] })) return null;
  const read = await readList(bytes);
  if (!read.ok) return read;
  const { list, encoding, delimiter } = read.value;
  return inTransaction(ctx, async (ctx) => {
    const id = newId();
    await ctx.db.insert(imports).values({
      id,
      practiceId,
      therapistId,
      startedBy: ctx.actor.userId,
      fileName,
      encoding,
      delimiter,
      mapping: guessMapping(list.headings, list.rows),
      rowCount: list.rows.length,
      ...sealList(ctx, id, list),
      createdAt: ctx.now(),
    });
    await record(ctx, "import.brought", { id }, { rows: list.rows.length });
    return done({ id });
  });
}
