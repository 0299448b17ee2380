import type { Ctx } from "#app/domain/ctx.ts";

/** The books name nobody: an id that leads nowhere once the client is forgotten. The law wants them kept as they are. */
export async function forget(_ctx: Ctx, _clientId: string): Promise<void> {}
