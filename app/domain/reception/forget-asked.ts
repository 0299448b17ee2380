import { lt } from "drizzle-orm";
import { askedBefore } from "#app/db/schema/reception.ts";
import type { House } from "#app/domain/ctx.ts";

const day = 86_400_000;

/** Forget the keys of wishes older than a day: they are only there for a second sending. */
export async function forgetAsked(house: House): Promise<void> {
  await house.db.delete(askedBefore).where(lt(askedBefore.askedAt, new Date(house.now().getTime() - day)));
}
