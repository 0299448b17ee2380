import type { FileRoom } from "#app/db/schema/files.ts";
import { hasOwnFile } from "#app/domain/content/own.ts";
import { hasFileWithin } from "#app/domain/content/reach.ts";
import { type Ctx, isClient, isMember } from "#app/domain/ctx.ts";
import type { StoredFile } from "#app/domain/files/queries.ts";
import { noteOpened, threadOfFile } from "#app/domain/messaging/attached.ts";

/** What a room says of a file to whoever may have it: whether it is as private as words, and how its opening is noted. */
export type Opening = { isPrivate: boolean; note: () => Promise<void> };

/** Asks a room whether whoever asks may have a file of its own; null when it is not theirs. */
type Door = (ctx: Ctx, file: StoredFile) => Promise<Opening | null>;

const shut: Door = async () => null;
const plain: Opening = { isPrivate: false, note: async () => {} };

/** Whom each file's own room lets have it (decisions, 22). */
export const doors: Record<FileRoom, Door> = {
  async messaging(ctx, file) {
    if (!isClient(ctx) && !isMember(ctx)) return null;
    const thread = await threadOfFile(ctx, file);
    return thread && { isPrivate: true, note: () => noteOpened(ctx, thread, file) };
  },
  async content(ctx, { id }) {
    const has = isClient(ctx) ? await hasOwnFile(ctx, id) : isMember(ctx) && (await hasFileWithin(ctx, id));
    return has ? plain : null;
  },
  forms: shut,
};
