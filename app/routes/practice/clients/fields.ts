import { z } from "zod";
import { readTags } from "#app/domain/clients/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { isOneLine, isPlainText } from "#app/values/words.ts";

/** A field that may be left empty: nothing at all then, and what `field` asks otherwise. */
export function optional<T>(field: z.ZodType<T, string>) {
  return z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(field.optional());
}

/** A box that was ticked, or was not. */
export const tick = z
  .string()
  .optional()
  .transform((value) => value === "yes");

/** Several lines that are kept or sent as they are. */
export const lines = z
  .string()
  .trim()
  .max(4_000, "That’s a little long for here. 4,000 letters at most.")
  .refine(isPlainText, "Please use plain letters, without control characters.");

export const tags = z
  .string()
  .optional()
  .transform((text) => text ?? "")
  .refine(isOneLine, "Please use plain letters, without control characters.")
  .transform((text) => readTags(text))
  .refine((all) => all !== null, "Twelve tags at most, each of 40 letters or fewer.")
  .transform((all) => all ?? []);

export const { name, email, phone } = wish;
