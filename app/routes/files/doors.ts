import type { FileRoom } from "#app/db/schema/files.ts";
import { hasOwnFile } from "#app/domain/content/own.ts";
import { hasFileWithin } from "#app/domain/content/reach.ts";
import { type Ctx, isClient, isMember } from "#app/domain/ctx.ts";
import type { StoredFile } from "#app/domain/files/queries.ts";

/** Asks a room whether whoever asks may have a file of its own; a room that notes who read what notes it here. */
type Door = (ctx: Ctx, file: StoredFile) => Promise<boolean>;

const shut: Door = async () => false;

/** Whom each file's own room lets have it (decisions, 22). */
export const doors: Record<FileRoom, Door> = {
  messaging: shut,
  content: (ctx, { id }) => {
    if (isClient(ctx)) return hasOwnFile(ctx, id);
    return isMember(ctx) ? hasFileWithin(ctx, id) : Promise.resolve(false);
  },
  forms: shut,
};
