import type { Ctx } from "#app/domain/ctx.ts";

/** A paper that was issued is kept as it is: tax law asks for it for years, and nothing in it is clinical. */
export async function forget(_ctx: Ctx, _clientId: string): Promise<void> {}
