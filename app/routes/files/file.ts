import { data, redirect } from "react-router";
import { signedIn, world } from "#app/context.ts";
import { findFile, openFile, type StoredFile } from "#app/domain/files/queries.ts";
import { type Range, rangeOf } from "#app/domain/files/rules.ts";
import { asksAgain } from "#app/domain/identity/rules.ts";
import { inPractice, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/file.ts";
import { doors } from "./doors.ts";

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const session = context.get(signedIn);
  if (!session) throw signIn(request, {});
  const standing = orNotFound(session.standing);
  if (standing.kind === "member" && !session.provenAt) throw data(null, { status: 404 });
  const ctx = inPractice(context, standing.practiceId);
  const file = orNotFound(await findFile(ctx, params.id));
  const opening = orNotFound(file.ownerId === null ? null : await doors[file.room](ctx, file));
  if (opening.isPrivate && asksAgain(session, ctx.now().getTime())) throw signIn(request, { again: "yes" });
  const { name, read } = orNotFound(await openFile(ctx, context.get(world), file));
  await opening.note();

  const asked = isSameFile(request, file) ? rangeOf(request.headers.get("range"), file.size) : null;
  const headers = { ...sealedOff, ...said(file, name) };
  if (asked === "beyond")
    return new Response(null, {
      status: 416,
      headers: { ...headers, "Content-Range": `bytes */${file.size}` },
    });
  const span = asked ?? { from: 0, until: file.size };
  const body = request.method === "HEAD" ? null : bodyOf(read(span));
  return new Response(body, {
    status: asked ? 206 : 200,
    headers: {
      ...headers,
      "Content-Length": String(span.until - span.from),
      ...(asked && { "Content-Range": contentRange(asked, file) }),
    },
  });
}

function signIn(request: Request, how: { again?: "yes" }): Response {
  return redirect(`/sign-in?${new URLSearchParams({ ...how, back: new URL(request.url).pathname })}`, 303);
}

/** A file can be looked at and does nothing: whatever is in it, it runs no script and is shown inside no page but ours. */
const sealedOff = {
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "private, no-store",
  "Accept-Ranges": "bytes",
};

function said({ id, contentType }: StoredFile, name: string) {
  // Only pictures and sound are shown in place; a browser's reader of PDF is somebody's own to open.
  const how = /^(image|audio)\//.test(contentType) ? "inline" : "attachment";
  const plain = name.replace(/[^\w. -]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": contentType,
    "Content-Disposition": `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    ETag: tagOf(id),
  };
}

/** A file never changes under its id. */
function tagOf(id: string): string {
  return `"${id}"`;
}

/** A range is of the file the asker already has a part of (If-Range, RFC 9110, 13.1.5); else they get all of it. */
function isSameFile(request: Request, { id }: StoredFile): boolean {
  const known = request.headers.get("if-range");
  return known === null || known === tagOf(id);
}

function contentRange({ from, until }: Range, { size }: StoredFile): string {
  return `bytes ${from}-${until - 1}/${size}`;
}

/** Given as fast as it is taken, and no faster. */
function bodyOf(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}
