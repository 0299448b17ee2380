import { and, eq, sql } from "drizzle-orm";
import { setups } from "#app/db/schema/setup.ts";
import type { House } from "#app/domain/ctx.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { isTaken } from "./code.ts";

export type { Answers } from "#app/db/schema/setup.ts";

export type Setup = Omit<typeof setups.$inferSelect, "photo" | "isOnly"> & { hasPhoto: boolean };

const shown = {
  id: setups.id,
  browserHash: setups.browserHash,
  answers: setups.answers,
  hasPhoto: sql<boolean>`${setups.photo} is not null`,
  photoType: setups.photoType,
  version: setups.version,
  openedAt: setups.openedAt,
  changedAt: setups.changedAt,
};

/** The set-up a browser's token opens; null when it opens none, and once somebody has the place. */
export async function findSetup(house: House, token: string | null): Promise<Setup | null> {
  if (!token || !isToken(token) || (await isTaken(house))) return null;
  const [found] = await house.db
    .select(shown)
    .from(setups)
    .where(eq(setups.browserHash, hashOf(token)));
  return found ?? null;
}

/** Keep what was typed at one step. Says whether the set-up was still this browser's. */
export async function keepAnswers(
  house: House,
  setup: Setup,
  step: string,
  typed: Record<string, string>,
): Promise<boolean> {
  const answers = sql`${setups.answers} || ${JSON.stringify({ [step]: typed })}::jsonb`;
  return change(house, setup, { answers });
}

/** Keep a photo, or none. Says whether the set-up was still this browser's. */
export async function keepPhoto(
  house: House,
  setup: Setup,
  photo: { content: Buffer; contentType: string } | null,
): Promise<boolean> {
  return change(house, setup, { photo: photo?.content ?? null, photoType: photo?.contentType ?? null });
}

async function change(house: House, setup: Setup, changes: object): Promise<boolean> {
  const changed = await house.db
    .update(setups)
    .set({ ...changes, version: sql`${setups.version} + 1`, changedAt: house.now() })
    .where(and(eq(setups.id, setup.id), eq(setups.browserHash, setup.browserHash)))
    .returning({ id: setups.id });
  return changed.length > 0;
}

/** The photo kept so far, or null. */
export async function photoSoFar(
  house: House,
  { id }: Setup,
): Promise<{ content: Buffer; contentType: string } | null> {
  const [found] = await house.db
    .select({ content: setups.photo, contentType: setups.photoType })
    .from(setups)
    .where(eq(setups.id, id));
  return found?.content && found.contentType
    ? { content: found.content, contentType: found.contentType }
    : null;
}
