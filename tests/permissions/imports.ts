import { newId } from "#app/values/ids.ts";
import { broughtIn, laidOut } from "#tests/domain/imports/a-list.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** A list brought for this side's therapist by somebody of the office, as far as an operation asks for. */
export async function anImport({ ctx, therapistId }: Side, name: string): Promise<Named> {
  const office = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  const text = `name\nSomebody ${newId()}`;
  if (name === "undo") return { id: await broughtIn(office, therapistId, text) };
  return { id: await laidOut(office, therapistId, text) };
}
