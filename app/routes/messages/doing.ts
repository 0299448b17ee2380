import { data, redirect } from "react-router";
import { z } from "zod";
import { ownUnclaimed } from "#app/domain/files/queries.ts";
import { openApart } from "#app/domain/messaging/apart.ts";
import { keepDraft } from "#app/domain/messaging/draft.ts";
import { findThread, type ReaderCtx } from "#app/domain/messaging/find.ts";
import { silenceOf } from "#app/domain/messaging/standing.ts";
import { takeBack } from "#app/domain/messaging/take-back.ts";
import { writeMessage } from "#app/domain/messaging/write.ts";
import { type FieldErrors, orNotFound, readFields, readForm } from "#app/http.ts";
import { announce } from "#app/routes/files/in-pieces.ts";
import type { World } from "#app/world.ts";
import { fileWords, readBrought, taking } from "./brought.ts";
import { draftSchema, messageOf, messageSchema } from "./typed.ts";

export const news = {
  kept: "Kept. It waits here until you send it.",
  "taken-back": "Taken back.",
  "too-late": "A message can be taken back for five minutes. This one stays.",
  silent: "It wasn’t sent: nothing can be written here just now.",
  settled: "Nothing waits here any more.",
} as const;

type Sent = { threadId: string; self: string; request: Request };

/** Write in a thread of one's own, and go on at the newest message. */
export async function sendTo(ctx: ReaderCtx, world: World, { threadId, self, request }: Sent) {
  const found = orNotFound(await findThread(ctx, threadId, "messages.write"));
  const { fields, fileIds, problem } = await readBrought(ctx, world, found, request);
  const sorry = async (errors: FieldErrors) => {
    const brought = await ownUnclaimed(ctx, { fileIds, room: "messaging" });
    return data({ errors, typed: fields, brought }, { status: 422 });
  };
  const form = readFields(fields, messageSchema(fileIds.length > 0));
  const errors = { ...(form.ok ? {} : form.errors), ...(problem && { files: problem }) };
  if (!form.ok || problem) return sorry(errors);
  const sent = await writeMessage(ctx, { threadId, ...form.value, fileIds });
  if (!sent.ok && sent.refusal === "gone") return sorry({ files: fileWords.gone });
  if (!sent.ok && sent.refusal === "not_found") throw data(null, { status: 404 });
  throw redirect(sent.ok ? `${self}#latest` : `${self}?news=silent#latest`, 303);
}

/** Make room for a large file that comes to a thread piece by piece; where nothing may be written now, there is no room. */
export async function announceFor(
  ctx: ReaderCtx,
  threadId: string,
  request: Request,
  at: (id: string) => string,
): Promise<Response> {
  const found = orNotFound(await findThread(ctx, threadId, "messages.write"));
  if (await silenceOf(ctx, found)) throw data(null, { status: 404 });
  return announce(ctx, request, { ...taking, clientId: found.thread.clientId, at });
}

/** Keep what somebody has begun; an open page that keeps it by itself hears only that it is done. */
export async function keepFor(ctx: ReaderCtx, threadId: string, self: string, request: Request) {
  orNotFound(await findThread(ctx, threadId, "messages.write"));
  const form = await readForm(request, draftSchema);
  if (!form.ok) throw data(null, { status: 422 });
  orNotFound((await keepDraft(ctx, { threadId, ...form.value })) || null);
  if (request.headers.has("x-by-itself")) return new Response(null, { status: 204 });
  throw redirect(`${self}?news=kept#latest`, 303);
}

/** Take a message of one's own back. */
export async function takeBackIn(ctx: ReaderCtx, threadId: string, self: string, request: Request) {
  const form = await readForm(request, messageOf);
  const { message: messageId } = orNotFound(form.ok ? form.value : null);
  const taken = await takeBack(ctx, { threadId, messageId });
  if (!taken.ok && taken.refusal === "not_found") throw data(null, { status: 404 });
  throw redirect(`${self}?news=${taken.ok ? "taken-back" : "too-late"}#latest`, 303);
}

const person = z.object({ person: z.string() });

/** Open a thread with one of a couple or family, and go there. */
export async function openApartFrom(ctx: ReaderCtx, threadId: string, request: Request): Promise<string> {
  const form = await readForm(request, person);
  const { person: participantId } = orNotFound(form.ok ? form.value : null);
  return orNotFound(await openApart(ctx, { threadId, participantId })).id;
}
