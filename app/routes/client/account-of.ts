import { contactOfUser } from "#app/domain/clients/queries.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Here } from "./here.ts";

/** What of a client's account has to do with their care: how they are called and reached, and what is safe. */
export async function accountShown({ ctx, name, email, zone }: Here) {
  return {
    name,
    email,
    clock: zone ? zoneCity(zone) : null,
    contact: await contactOfUser(ctx, ctx.actor.userId),
  };
}

export type AccountShown = Awaited<ReturnType<typeof accountShown>>;
