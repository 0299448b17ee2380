import { data, href } from "react-router";
import { beginArrival } from "#app/domain/files/resume.ts";
import { asMember } from "#app/http.ts";
import type { Route } from "./+types/uploads";
import { fileWords } from "./refusals.ts";

/** The part of tus 1.0.0 (tus.io, core and creation) a large recording needs: announce it, and hear where it goes. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const size = request.headers.get("upload-length") ?? "";
  if (request.method !== "POST" || !/^\d{1,15}$/.test(size)) throw data(null, { status: 400 });
  const wish = { room: "content", clientId: null, kinds: ["audio", "pdf"] } as const;
  const begun = await beginArrival(ctx, { ...wish, name: nameIn(request), size: Number(size) });
  if (!begun.ok)
    return new Response(fileWords[begun.refusal], { status: begun.refusal === "heavy" ? 413 : 422 });
  const Location = href("/practice/library/uploads/:id", { id: begun.value });
  return new Response(null, { status: 201, headers: { Location, "Tus-Resumable": "1.0.0" } });
}

/** `Upload-Metadata` is words apart by commas, each with its value in base64. */
function nameIn(request: Request): string {
  const said = /(?:^|,)\s*filename ([A-Za-z0-9+/=]{1,800})/.exec(
    request.headers.get("upload-metadata") ?? "",
  );
  return Buffer.from(said?.[1] ?? "", "base64").toString("utf8");
}
