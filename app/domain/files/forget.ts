import { eq } from "drizzle-orm";
import { files } from "#app/db/schema/files.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { dropWhere } from "./drop.ts";

/** Forget a client's files: what they were called and their keys at once, their bytes by a job that is tried until it is done. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return inTransaction(ctx, (ctx) => dropWhere(ctx, eq(files.clientId, clientId)));
}
