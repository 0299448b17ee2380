import type { MemberCtx } from "#app/domain/ctx.ts";
import { bringList } from "#app/domain/imports/bring.ts";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { guessMapping } from "#app/domain/imports/fields.ts";
import { type Layout, layOut } from "#app/domain/imports/lay-out.ts";
import { importWithin } from "#app/domain/imports/queries.ts";
import { readList } from "#app/domain/imports/read-list.ts";
import { askUndo, takeImportBack } from "#app/domain/imports/undo.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { theirs } from "#tests/domain/clients/a-group.ts";

export const bytes = (text: string) => new TextEncoder().encode(text);

const plain: Omit<Layout, "mapping"> = {
  stage: "ongoing",
  reason: "already_my_client",
  welcomes: false,
  firstIsPerson: false,
};

/** Bring a list and lay it out as its headings say. Gives the import's id. */
export async function laidOut(
  ctx: MemberCtx,
  therapistId: string,
  text: string | Uint8Array,
  layout: Partial<Layout> = {},
): Promise<string> {
  const file = typeof text === "string" ? bytes(text) : text;
  const brought = await bringList(ctx, { therapistId, fileName: "clients.csv", bytes: file });
  if (!brought?.ok) throw new Error(`Not read: ${brought?.why} at ${brought?.line}`);
  const { id } = brought.value;
  const { mapping } = (await importWithin(ctx, id))!;
  await granted(theirs(layOut(ctx, id, { ...plain, mapping, ...layout })));
  return id;
}

/** The same, confirmed and carried out. */
export async function broughtIn(...wishes: Parameters<typeof laidOut>): Promise<string> {
  const [ctx] = wishes;
  const id = await laidOut(...wishes);
  await granted(theirs(confirmImport(ctx, id)));
  await carryOut(ctx, id);
  return id;
}

export async function takenBack(ctx: MemberCtx, id: string): Promise<void> {
  await granted(theirs(askUndo(ctx, id)));
  await takeImportBack(ctx, id);
}

/** A list as it is read, with the columns its headings say. */
export async function read(text: string | Uint8Array) {
  const answer = await readList(typeof text === "string" ? bytes(text) : text);
  if (!answer.ok) throw new Error(`Not read: ${answer.why} at ${answer.line}`);
  const { list } = answer.value;
  return { ...answer.value, mapping: guessMapping(list.headings, list.rows) };
}
