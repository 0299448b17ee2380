import { keyOf } from "#app/domain/clients/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";

const columns = { message: "messages.sealed", draft: "message_drafts.sealed" } as const;
export type Kept = keyof typeof columns;

/** Seal and unseal what is written in a client's threads, with their key; each text belongs to its own row. */
export async function sealer(ctx: Ctx, clientId: string) {
  const key = await keyOf(ctx, clientId);
  return {
    seal: (kept: Kept, row: string, text: string) =>
      ctx.vault.seal(key, { row, column: columns[kept] }, text),
    unseal: (kept: Kept, row: string, sealed: Buffer) =>
      ctx.vault.unseal(key, { row, column: columns[kept] }, sealed),
  };
}
