import { data } from "react-router";
import type { FileRoom } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { LookRefusal } from "#app/domain/files/look.ts";
import { arrivalOf, beginArrival, breakOff, goOn } from "#app/domain/files/resume.ts";
import type { FileKind } from "#app/domain/files/rules.ts";
import { orNotFound } from "#app/http.ts";
import type { World } from "#app/world.ts";

/** What may come piece by piece to a page: to which room, of what kinds, and why not, in words. */
export type Taking = {
  room: FileRoom;
  kinds: readonly FileKind[];
  words: Record<LookRefusal | "elsewhere", string>;
};

/** The part of tus 1.0.0 (tus.io, core and creation) a large file needs: announce it, and hear where it goes (POST). */
export async function announce(
  ctx: Ctx,
  request: Request,
  { clientId, at, words, ...wish }: Taking & { clientId: string | null; at: (id: string) => string },
): Promise<Response> {
  const size = request.headers.get("upload-length") ?? "";
  if (request.method !== "POST" || !/^\d{1,15}$/.test(size)) throw data(null, { status: 400 });
  const begun = await beginArrival(ctx, { ...wish, clientId, name: nameIn(request), size: Number(size) });
  if (!begun.ok) return new Response(words[begun.refusal], { status: begun.refusal === "heavy" ? 413 : 422 });
  return new Response(null, {
    status: 201,
    headers: { Location: at(begun.value), "Tus-Resumable": "1.0.0" },
  });
}

/** How far it has come (HEAD). */
export async function howFar(ctx: Ctx, id: string, { room }: Taking): Promise<Response> {
  const { offset, size } = await arriving(ctx, id, room);
  return new Response(null, {
    headers: { ...standing(offset), "Upload-Length": String(size), "Cache-Control": "no-store" },
  });
}

/** The next piece of it (PATCH), or no more of it (DELETE). */
export async function nextPiece(
  ctx: Ctx,
  world: World,
  request: Request,
  { id, room, kinds, words }: Taking & { id: string },
): Promise<Response> {
  await arriving(ctx, id, room);
  if (request.method === "DELETE") {
    await breakOff(ctx, id);
    return new Response(null, { status: 204 });
  }
  const said = request.headers.get("upload-offset") ?? "";
  if (request.method !== "PATCH" || !/^\d{1,15}$/.test(said) || !request.body)
    throw data(null, { status: 400 });
  if (request.headers.get("content-type") !== "application/offset+octet-stream")
    throw data(null, { status: 415 });
  const piece = { fileId: id, offset: Number(said), bytes: request.body, kinds };
  const went = orNotFound(await goOn(ctx, world, piece));
  if (went.ok) return new Response(null, { status: 204, headers: standing(went.value.offset) });
  return new Response(words[went.refusal], { status: went.refusal === "elsewhere" ? 409 : 422 });
}

async function arriving(ctx: Ctx, id: string, room: FileRoom) {
  const found = await arrivalOf(ctx, id);
  return orNotFound(found?.room === room ? found : null);
}

function standing(offset: number) {
  return { "Upload-Offset": String(offset), "Tus-Resumable": "1.0.0" };
}

/** `Upload-Metadata` is words apart by commas, each with its value in base64. */
function nameIn(request: Request): string {
  const said = /(?:^|,)\s*filename ([A-Za-z0-9+/=]{1,800})/.exec(
    request.headers.get("upload-metadata") ?? "",
  );
  return Buffer.from(said?.[1] ?? "", "base64").toString("utf8");
}
