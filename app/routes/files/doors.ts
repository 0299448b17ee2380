import type { FileRoom } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { StoredFile } from "#app/domain/files/queries.ts";

/** Asks a room whether whoever asks may have a file of its own; a room that notes who read what notes it here. */
type Door = (ctx: Ctx, file: StoredFile) => Promise<boolean>;

const shut: Door = async () => false;

/** Whom each file's own room lets have it (decisions, 22). */
export const doors: Record<FileRoom, Door> = {
  messaging: shut,
  content: shut,
  forms: shut,
};
