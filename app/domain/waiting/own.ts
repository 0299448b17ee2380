import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { Wait } from "./link.ts";

/** A signed-in person's own place in line: of a client they act for, whose letters go to them. Null for any other. */
export async function ownWait(
  ctx: ClientCtx,
  { waitId, email }: { waitId: string; email: string },
): Promise<Wait | null> {
  if (!isId(waitId)) return null;
  const [wait] = await ctx.db
    .select()
    .from(waits)
    .where(and(own(ctx, mayAct, waits), eq(waits.id, waitId), eq(waits.guestEmail, email)));
  return wait ?? null;
}
