import { z } from "zod";
import { paramName } from "./form.ts";
import { invalid, missing, type Refusal } from "./refusal.ts";

/** Building stones of what a call may ask. On the wire everything is a string. */
export const text = z.string().min(1);
/** A text that the empty string takes away. */
export const unsettable = z.string().transform((written) => (written === "" ? null : written));
export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const amount = whole.refine((value) => value > 0, { error: "1" });
export const natural = whole.refine((value) => value >= 0, { error: "0" });
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);
export const flag = z.enum(["true", "false"]).transform((written) => written === "true");
export const metadata = z.union([z.literal(""), z.record(z.string(), z.string())]);
export const anything = z.unknown().optional();
export const texts = z.array(text);
export const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/)
  .transform((code) => code.toLowerCase());

const range = z.union([whole, z.strictObject({ gt: whole, gte: whole, lt: whole, lte: whole }).partial()]);

export const expandable = { expand: texts.optional() };
/** What every list can be asked. */
export const paging = {
  ...expandable,
  limit: whole.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};
export const listing = { ...paging, created: range.optional() };
export type Listing = {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: z.infer<typeof range> | undefined;
};

/** Reads what was asked. Refuses as Stripe does: unknown, missing, empty, of the wrong type, not among the choices. */
export function readParams<P>(shape: z.ZodType<P>, raw: unknown): P {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  const issues = read.error.issues;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => paramName([...issue.path, key])) : [],
  );
  if (unknown.length > 0) throw unknownParams(unknown);
  throw refusalOf(issues[0], raw);
}

/** 400 `parameter_unknown`, naming the first. */
export function unknownParams(params: string[]): Refusal {
  const many = params.length > 1 ? "s" : "";
  return invalid(`Received unknown parameter${many}: ${params.join(", ")}`, {
    code: "parameter_unknown",
    param: params[0] ?? "",
  });
}

function refusalOf(issue: z.core.$ZodIssue | undefined, raw: unknown): Refusal {
  const path = issue?.path ?? [];
  const param = paramName(path);
  const given = path.reduce<unknown>((node, part) => Object(node)[part], raw);
  if (given === undefined) return missing(param);
  if (given === "") return emptied(param);
  switch (issue?.code) {
    case "invalid_format":
      return invalid(`Invalid integer: ${String(given)}`, { code: "parameter_invalid_integer", param });
    case "invalid_value":
      return invalid(`Invalid ${param}: must be one of ${issue.values.map(String).join(", ")}`, { param });
    case "custom":
      return invalid(`This value must be greater than or equal to ${issue.message}.`, {
        code: "parameter_invalid_integer",
        param,
      });
    default:
      return invalid(`Invalid ${typeof given === "object" ? "object" : param}`, { param });
  }
}

function emptied(param: string): Refusal {
  const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
  return invalid(message, { code: "parameter_invalid_empty", param });
}
