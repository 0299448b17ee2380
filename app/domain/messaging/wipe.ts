import type { Ctx } from "#app/domain/ctx.ts";
import { forget } from "./forget.ts";

/** Take away what was written with clients who never were. */
export async function wipe(ctx: Ctx, { clientIds }: { clientIds: readonly string[] }): Promise<void> {
  for (const clientId of clientIds) await forget(ctx, clientId);
}
