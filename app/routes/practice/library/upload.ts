import { data } from "react-router";
import { arrivalOf, breakOff, goOn } from "#app/domain/files/resume.ts";
import { asMember, orNotFound, worldOf } from "#app/http.ts";
import type { Route } from "./+types/upload";
import { fileWords } from "./refusals.ts";

/** How far a large file has come (HEAD). */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "content.change");
  const { offset, size } = orNotFound(await arrivalOf(ctx, params.id));
  return new Response(null, {
    headers: { ...standing(offset), "Upload-Length": String(size), "Cache-Control": "no-store" },
  });
}

/** The next piece of it (PATCH), or no more of it (DELETE). */
export async function action({ context, request, params }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  if (request.method === "DELETE") {
    if (!(await breakOff(ctx, params.id))) throw data(null, { status: 404 });
    return new Response(null, { status: 204 });
  }
  const said = request.headers.get("upload-offset") ?? "";
  orNotFound(await arrivalOf(ctx, params.id));
  if (request.method !== "PATCH" || !/^\d{1,15}$/.test(said) || !request.body)
    throw data(null, { status: 400 });
  if (request.headers.get("content-type") !== "application/offset+octet-stream")
    throw data(null, { status: 415 });
  const kinds = ["audio", "pdf"] as const;
  const piece = { fileId: params.id, offset: Number(said), bytes: request.body, kinds };
  const went = orNotFound(await goOn(ctx, worldOf(context), piece));
  if (went.ok) return new Response(null, { status: 204, headers: standing(went.value.offset) });
  return new Response(fileWords[went.refusal], { status: went.refusal === "elsewhere" ? 409 : 422 });
}

function standing(offset: number) {
  return { "Upload-Offset": String(offset), "Tus-Resumable": "1.0.0" };
}
