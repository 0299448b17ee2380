import { Readable } from "node:stream";
import type { Ctx } from "#app/domain/ctx.ts";
import { findFile, openFile } from "#app/domain/files/queries.ts";
import type { World } from "#app/world.ts";

/** How long a recording is, seconds, as its bytes say; null when no player could make sense of it. It is read as it lies, never whole. */
export async function readDuration(ctx: Ctx, world: World, fileId: string): Promise<number | null> {
  const file = await findFile(ctx, fileId);
  const opened = file && (await openFile(ctx, world, file));
  if (!opened) return null;
  const { parseStream } = await import("music-metadata");
  const stream = Readable.from(opened.read(), { objectMode: false });
  try {
    const { format } = await parseStream(
      stream,
      { mimeType: file.contentType, size: file.size },
      { duration: true, skipCovers: true },
    );
    const { duration } = format;
    return duration && Number.isFinite(duration) && duration > 0 ? Math.max(1, Math.round(duration)) : null;
  } catch {
    return null;
  } finally {
    stream.destroy();
  }
}
