import { createHash } from "node:crypto";
import { z } from "zod";
import type { notes } from "#app/db/schema/notes.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { practiceKey } from "#app/domain/files/keys.ts";
import type { WrappedKey } from "#app/world.ts";
import type { Written } from "./rules.ts";

export const columns = {
  words: "note_words.sealed",
  amendment: "note_amendments.sealed",
  goal: "goals.sealed",
} as const;

/** The key what a note says is sealed with: its client's, or the practice's where it has none (a group's process note). */
export function keyFor(ctx: Ctx, clientId: string | null): Promise<WrappedKey> {
  return clientId === null ? practiceKey(ctx) : keyOf(ctx, clientId);
}

const written = z.array(z.object({ key: z.string(), title: z.string(), text: z.string() }));

/** Seal the sections of a note. */
export function sealSections(
  ctx: Ctx,
  key: WrappedKey,
  noteId: string,
  sections: readonly Written[],
): Buffer {
  return ctx.vault.seal(key, { row: noteId, column: columns.words }, JSON.stringify(sections));
}

/** Unseal the sections of a note. */
export function unsealSections(ctx: Ctx, key: WrappedKey, noteId: string, sealed: Buffer): Written[] {
  return written.parse(JSON.parse(ctx.vault.unseal(key, { row: noteId, column: columns.words }, sealed)));
}

type Signed = Pick<typeof notes.$inferSelect, "id" | "kind" | "template" | "about" | "authorId"> & {
  signedAt: Date;
  sections: readonly Written[];
  goalIds: readonly string[];
};

/**
 * SHA-256 over what a note says and what it is, as it was signed. Whose record it lies in is left out: a merge carries
 * it elsewhere and changes no word.
 */
export function hashOf({ sections, goalIds, ...note }: Signed): Buffer {
  const said = [
    note.id,
    note.kind,
    note.template,
    note.about.toISOString(),
    note.authorId,
    note.signedAt.toISOString(),
    sections.map(({ key, title, text }) => [key, title, text]),
    goalIds.toSorted(),
  ];
  return createHash("sha256").update(JSON.stringify(said)).digest();
}

type Added = { id: string; noteId: string; kind: string; authorId: string; writtenAt: Date; text: string };

/** The same over something that was added afterwards. */
export function hashOfAmendment({ id, noteId, kind, authorId, writtenAt, text }: Added): Buffer {
  const said = [id, noteId, kind, authorId, writtenAt.toISOString(), text];
  return createHash("sha256").update(JSON.stringify(said)).digest();
}
