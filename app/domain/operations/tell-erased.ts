import { and, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { erasures, erasureWords } from "#app/db/schema/operations.ts";
import { type Ctx, type House, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { readersOf, sheetFrom } from "#app/domain/notifications/compose-care.ts";
import { forgetAddresses } from "#app/domain/notifications/forget.ts";
import { sendAll } from "#app/domain/notifications/send-all.ts";
import { withheldFrom } from "#app/domain/notifications/suppress.ts";
import { recordErased } from "#app/emails/record-erased.tsx";
import type { World } from "#app/world.ts";
import { dropErasureWords, keepErasureWords, readErasureWords } from "./erasure-words.ts";

const readers = z.array(
  z.object({
    id: z.string(),
    clientId: z.string(),
    name: z.string(),
    email: z.string(),
    isDiscreet: z.boolean(),
  }),
);

const letter = "client_erased";

/** Keep whom the last letter goes to, since nothing else will know: those who may be written to, as the safe contact says. */
export async function keepFarewell(
  ctx: Ctx,
  { erasureId, clientId }: { erasureId: string; clientId: string },
): Promise<void> {
  const told: z.infer<typeof readers> = [];
  for (const { pageUrl: _, ...reader } of await readersOf(ctx, clientId))
    if (!(await withheldFrom(ctx, reader.email, letter))) told.push(reader);
  const text = JSON.stringify(told);
  if (told.length > 0) await keepErasureWords(ctx, { erasureId, kind: "farewell", text });
}

/** Tell a client's people that their record is erased, and then forget where that letter went. */
export async function tellErased(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const [erasure] = await ctx.db
    .select({ id: erasures.id, erasedAt: erasures.erasedAt })
    .from(erasures)
    .where(and(eq(erasures.practiceId, ctx.practiceId), eq(erasures.erasedId, subject.subjectId)))
    .limit(1);
  if (!erasure) return;
  const people = await farewellOf(ctx, erasure.id);
  if (people.length === 0) return;
  const sheet = await sheetFrom(ctx, null, erasure.erasedAt);
  const to = people.map((person) => ({ ...person, pageUrl: ctx.appUrl }));
  await sendAll(ctx, world, subject, letter, sheet, to, recordErased);
  await inTransaction(ctx, (ctx) => letGo(ctx, erasure.id));
}

const patience = 3 * 86_400_000;

/** Let go of last letters that reached nobody for three days, and of where they were to go. */
export async function forgetFarewells(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - patience);
  const stale = await house.db
    .select({ erasureId: erasureWords.erasureId, practiceId: erasureWords.practiceId })
    .from(erasureWords)
    .where(and(eq(erasureWords.kind, "farewell"), lt(erasureWords.writtenAt, before)));
  await inTurn(stale, ({ erasureId, practiceId }) =>
    inTransaction({ ...house, practiceId }, (ctx) => letGo(ctx, erasureId)),
  );
}

async function letGo(ctx: Ctx, erasureId: string): Promise<void> {
  const people = await farewellOf(ctx, erasureId);
  await forgetAddresses(
    ctx,
    people.map(({ email }) => email),
  );
  await dropErasureWords(ctx, { erasureId, kind: "farewell" });
}

async function farewellOf(ctx: Ctx, erasureId: string) {
  const kept = (await readErasureWords(ctx, "farewell", [erasureId])).get(erasureId);
  return kept === undefined ? [] : readers.parse(JSON.parse(kept));
}
