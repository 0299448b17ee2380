import { type ContentKind, contentItems } from "#app/db/schema/content.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { claim } from "#app/domain/files/claim.ts";
import { findFile } from "#app/domain/files/queries.ts";
import { knownAs } from "#app/domain/files/rules.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { readDuration } from "./read-duration.ts";
import { fileOf, isHeard, readLink } from "./rules.ts";

export type NewItem = {
  therapistId: string;
  kind: ContentKind;
  title: string;
  words: string;
  transcript: string;
  url: string;
  /** A file that was brought and belongs to nothing yet; null for a link. */
  fileId: string | null;
};

export type AddRefusal = "no_file" | "wrong_file" | "no_link" | "no_sound";

/**
 * Put something into the library; nobody has it yet. How long a recording is, is read from its bytes. Null when the
 * therapist is out of reach. Refuses: no_file, wrong_file (not what its kind holds), no_link, no_sound (nothing in it can be played).
 */
export async function addItem(
  ctx: MemberCtx,
  world: World,
  { therapistId, kind, fileId, url, ...words }: NewItem,
): Promise<Result<{ id: string }, AddRefusal> | null> {
  if (!(await therapistWithin(ctx, "content.change", therapistId))) return null;
  const link = kind === "link" ? readLink(url) : null;
  if (kind === "link" && !link) return refused("no_link");
  if (kind !== "link") {
    const file = fileId ? await findFile(ctx, fileId) : null;
    if (!file) return refused("no_file");
    if (knownAs(file.contentType)?.kind !== fileOf[kind]) return refused("wrong_file");
  }
  const duration = isHeard(kind) && fileId ? await readDuration(ctx, world, fileId) : null;
  if (isHeard(kind) && duration === null) return refused("no_sound");

  return inTransaction(ctx, async (ctx) => {
    const id = newId();
    const held = kind === "link" ? null : fileId;
    if (held) {
      const claimed = await claim(ctx, { fileIds: [held], room: "content", clientId: null, ownerId: id });
      if (!claimed.ok) return refused("no_file");
    }
    const now = ctx.now();
    await ctx.db.insert(contentItems).values({
      ...{ id, practiceId: ctx.practiceId, therapistId, kind, ...words, duration, fileId: held, url: link },
      ...{ availableFrom: now, createdAt: now, changedAt: now },
    });
    await record(ctx, "content.added", { id }, { kind });
    return done({ id });
  });
}
