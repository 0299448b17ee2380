import { bring } from "#app/domain/files/bring.ts";
import type { LookRefusal } from "#app/domain/files/look.ts";
import { limits, saidName } from "#app/domain/files/rules.ts";
import type { FoundThread, ReaderCtx } from "#app/domain/messaging/find.ts";
import { kindsOfFiles, mostFiles } from "#app/domain/messaging/rules.ts";
import { silenceOf } from "#app/domain/messaging/standing.ts";
import type { Taking } from "#app/routes/files/in-pieces.ts";
import { readStreamed, type Streamed } from "#app/streamed-upload.ts";
import { isId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";

/** Why a file was not taken, in words. */
export const fileWords: Record<LookRefusal | "elsewhere" | "gone", string> = {
  unknown:
    "I can take a picture (JPEG, PNG, WebP) or a PDF; what a file is called doesn’t decide it. Any document can be saved as a PDF first.",
  heavy: "That is too large: at most 10 MB for a picture, 25 MB for a PDF.",
  broken: "That file isn’t whole. Save it once more, and choose it again.",
  empty: "That file is empty.",
  harmful: "That file looks harmful, so it was not kept.",
  elsewhere: "It stopped somewhere else. Choose the file again.",
  gone: "A file isn’t here any more. Choose it again; what you wrote is still in the box.",
};

const tooMany = `At most ${mostFiles} files go with one message. Send the rest with the next.`;
const tooMuch =
  "Together these files are too large to send at once. Choose fewer; what you wrote is still in the box.";

/** What comes piece by piece. Pictures come whole, because they are put together anew without what a camera wrote into them. */
export const taking: Taking = { room: "messaging", kinds: ["pdf"], words: fileWords };

/** What is around the files in a form. */
const wrapping = 1024 * 1024;
const asked = {
  name: "files",
  count: mostFiles,
  most: mostFiles * Math.max(...kindsOfFiles.map((kind) => limits[kind])) + wrapping,
};

/** What a form for a message says: its fields, the files that are here for it, and what is wrong with those that are not. */
export type Brought = { fields: Record<string, string>; fileIds: string[]; problem: string | null };

/**
 * Read what somebody sends into a thread they may write in. Its files are brought on the way, and belong to nothing until
 * the message claims them; where nothing may be written now, none is taken.
 */
export async function readBrought(
  ctx: ReaderCtx,
  world: World,
  found: FoundThread,
  request: Request,
): Promise<Brought> {
  const isOpen = (await silenceOf(ctx, found)) === null;
  const whose = { room: "messaging", clientId: found.thread.clientId, kinds: kindsOfFiles } as const;
  const form = await readStreamed(request, asked, async ({ name, bytes }) => ({
    name: saidName(name),
    reply: isOpen ? await bring(ctx, world, { ...whose, name, bytes }) : null,
  }));
  const came = form.files.flatMap(({ reply }) => (reply?.ok ? [reply.value.fileId] : []));
  const fileIds = [...new Set([...chosenBefore(form.fields), ...came])];
  return { fields: form.fields, fileIds, problem: problemOf(form, fileIds.length) };
}

/** The fields of such a form alone; its files are let go. */
export async function fieldsAlone(request: Request): Promise<Record<string, string>> {
  return (await readStreamed(request, asked, async () => null)).fields;
}

/** Files that came before this form: piece by piece (`brought`), or with one like it that was not sent (`with-…`). */
function chosenBefore(fields: Record<string, string>): string[] {
  const kept = Object.keys(fields).flatMap((field) => (field.startsWith("with-") ? [field.slice(5)] : []));
  return [...(fields.brought ?? "").split(","), ...kept].filter(isId);
}

type Reply = { name: string; reply: Awaited<ReturnType<typeof bring>> | null };

function problemOf({ files, isTooMuch, isTooMany }: Streamed<Reply>, here: number): string | null {
  if (isTooMuch) return tooMuch;
  const wrong = files.flatMap(({ name, reply }) =>
    reply && !reply.ok ? [`“${name}”: ${fileWords[reply.refusal]}`] : [],
  );
  if (isTooMany || here > mostFiles) wrong.push(tooMany);
  return wrong.length > 0 ? wrong.join(" ") : null;
}
