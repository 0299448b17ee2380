import { z } from "zod";
import { gateReasons } from "#app/domain/clients/rules.ts";
import { type Field, fields, type Mapping } from "#app/domain/imports/fields.ts";
import type { Layout } from "#app/domain/imports/lay-out.ts";
import type { Import } from "#app/domain/imports/queries.ts";
import { tick } from "#app/routes/form-fields.ts";

const stage = z.enum(["ongoing", "intake", "discovery"], "Please choose how it stands.");

const rest = z.object({
  stage,
  reason: z.enum(gateReasons, "Please say why they come in without a call. It is kept in the log."),
  welcomes: tick,
  firstIsPerson: tick,
});

/** What each column holds (`column-0`, `column-1`, …) and how its people come in. */
export const layoutSchema = z.record(z.string(), z.string()).transform((typed, context): Layout => {
  const said = rest.safeParse(typed);
  for (const { path, message } of said.error?.issues ?? [])
    context.addIssue({ code: "custom", path, message });
  const mapping: Mapping = {};
  for (const [name, value] of Object.entries(typed)) {
    const column = /^column-(\d{1,2})$/.exec(name)?.[1];
    if (column === undefined || !isField(value)) continue;
    if (mapping[value] === undefined) mapping[value] = Number(column);
    else
      context.addIssue({
        code: "custom",
        path: [name],
        message: "Another column is brought in as that already.",
      });
  }
  return said.success ? { ...said.data, mapping } : z.NEVER;
});

function isField(text: string): text is Field {
  return (fields as readonly string[]).includes(text);
}

/** The same, as an import stands now: the form opens with it. */
export function typedLayout(
  { mapping, stage, reason, welcomes }: Import,
  width: number,
): Record<string, string> {
  const typed: Record<string, string> = {
    stage: stage ?? "ongoing",
    reason: reason ?? "already_my_client",
    ...(welcomes && { welcomes: "yes" }),
  };
  for (let column = 0; column < width; column += 1) typed[`column-${column}`] = "";
  for (const [field, column] of Object.entries(mapping)) typed[`column-${column}`] = field;
  return typed;
}
