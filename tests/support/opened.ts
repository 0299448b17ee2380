import { readLines } from "#app/domain/bookings/lines.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { readCareWords } from "#app/domain/clients/care-words.ts";
import { referralWords } from "#app/domain/clients/refer-on.ts";
import type { ClientCtx, Ctx, House, MemberCtx } from "#app/domain/ctx.ts";
import { findFile, openFile } from "#app/domain/files/queries.ts";
import { alertOf, readReview } from "#app/domain/forms/alerts.ts";
import { readForm } from "#app/domain/forms/read-form.ts";
import { ownDraft } from "#app/domain/messaging/draft.ts";
import { findThread } from "#app/domain/messaging/find.ts";
import { readThread } from "#app/domain/messaging/read.ts";
import { readGoals } from "#app/domain/notes/goals.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { draftAsItStands } from "#app/domain/notes/save.ts";
import { whole } from "#tests/domain/files/a-storage.ts";
import { type LivedMonth, type privateWords, quetzalBytes } from "./a-lived-month.ts";

type Opened = Record<keyof typeof privateWords | "bytes", string | null>;

/**
 * Everything private of a lived month as a house opens it, each by the hand it belongs to; null for what does not open or
 * is not there. `house` may stand on a copy of the month's database, and hold other keys.
 */
export async function opened(month: LivedMonth, house: House): Promise<Opened> {
  const { practiceId } = month.own;
  const own: MemberCtx = { ...house, practiceId, actor: month.own.actor };
  const me = { ...house, practiceId, actor: month.client.ctx.actor } as ClientCtx;
  const { clientId } = month.client;
  const { ids } = month;
  const note = async (id: string) => readNote(own, id);
  const text = async (id: string) => (await note(id))?.sections.map(({ text }) => text).join() ?? null;
  const messages = async () => {
    const found = await findThread(me, ids.threadId);
    return found ? (await readThread(me, found, {})).messages.map(({ text }) => text ?? "") : [];
  };
  return {
    note: await tried(() => readWords(own, { id: ids.kept, clientId }, "note")),
    reason: await tried(() => readWords(own, { id: ids.off, clientId }, "cancel_reason")),
    lines: await tried(async () => (await readLines(own, { id: ids.kept, clientId }))[0]?.text),
    message: await tried(async () => (await messages()).at(-2)),
    answer: await tried(async () => (await messages()).at(-1)),
    draft: await tried(async () => {
      const found = await findThread(me, ids.threadId);
      return found && (await ownDraft(me, found))?.text;
    }),
    form: await tried(async () => (await readForm(own, ids.intake))?.answers.brings as string),
    signature: await tried(async () => (await readForm(own, ids.intake))?.signature),
    review: await tried(async () => {
      const alert = await alertOf(own, ids.phq);
      return alert && (await readReview(own, alert))?.words;
    }),
    progress: await tried(() => text(ids.noteId)),
    unsigned: await tried(async () => (await draftAsItStands(own, ids.draft))?.sections[0]?.text),
    amendment: await tried(async () => (await note(ids.noteId))?.amendments[0]?.text),
    psychotherapy: await tried(() => text(ids.apart)),
    goal: await tried(async () => (await readGoals(own, clientId))?.[0]?.text),
    fileName: await tried(async () => (await fileOf(month, own))?.name.replace(".wav", "")),
    bytes: await tried(async () => {
      const bytes = await whole((await fileOf(month, own)).read());
      return bytes.includes(quetzalBytes) ? quetzalBytes : null;
    }),
    why: await tried(() => whyOf(month, own)),
  };
}

async function fileOf({ ids, till }: LivedMonth, ctx: Ctx) {
  const file = await findFile(ctx, ids.fileId);
  const opened = file && (await openFile(ctx, till.world, file));
  if (!opened) throw new Error("No such file");
  return opened;
}

async function whyOf({ other }: LivedMonth, own: MemberCtx): Promise<string | null> {
  const { clientId } = other;
  const { rows } = await own.db.execute<{ id: string }>(
    `select e.detail->>'words' as id from events e join care_relationships r on r.id = e.subject_id
     where r.client_id = '${clientId}' and e.name = 'care_relationship.referred_on'`,
  );
  const words = await readCareWords(own, { clientId, wordsId: rows[0]?.id ?? "" });
  return words && referralWords(words.text).why;
}

async function tried(read: () => Promise<string | null | undefined>): Promise<string | null> {
  try {
    return (await read()) ?? null;
  } catch {
    return null;
  }
}
