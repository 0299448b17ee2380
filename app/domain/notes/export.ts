import { and, asc, eq, notInArray } from "drizzle-orm";
import { notes } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { type DiaryLine, diaryLines } from "#app/domain/bookings/diary.ts";
import {
  type Care,
  type Client,
  caresWithin,
  clientWithin,
  type Participant,
  peopleOf,
} from "#app/domain/clients/reach.ts";
import { type MemberCtx, privately } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { type Goal, openGoals } from "./goals.ts";
import { openNote, type WholeNote } from "./read.ts";
import { authorsAlone } from "./rules.ts";

/** A client's record to give away: everything signed, with what was added to it; no draft, and no psychotherapy note. */
export type ClientRecord = {
  client: Client;
  people: Participant[];
  cares: Care[];
  sessions: DiaryLine[];
  goals: Goal[];
  notes: WholeNote[];
};

/** Take a client's record out, within a member's reach; that it was, and how, is noted. Null when it is not theirs. */
export async function exportRecord(
  ctx: MemberCtx,
  { clientId, as }: { clientId: string; as: "pdf" | "json" },
): Promise<ClientRecord | null> {
  const client = await clientWithin(ctx, "record.export", clientId);
  if (!client) return null;
  return privately(ctx, clientId, async (ctx) => {
    const signed = await ctx.db
      .select()
      .from(notes)
      .where(
        and(
          within(ctx, "record.export", notes),
          eq(notes.clientId, clientId),
          eq(notes.status, "signed"),
          notInArray(notes.kind, [...authorsAlone]),
        ),
      )
      .orderBy(asc(notes.about), asc(notes.id));
    const whole: WholeNote[] = [];
    for (const note of signed) whole.push(await openNote(ctx, note));
    await record(ctx, "record.exported", { id: clientId }, { as, notes: whole.length });
    return {
      client,
      people: await peopleOf(ctx, client),
      cares: await caresWithin(ctx, "record.export", clientId),
      sessions: await diaryLines(ctx, "record.export", { clientId }),
      goals: await openGoals(ctx, clientId),
      notes: whole,
    };
  });
}
