import { z } from "zod";

/** A box that was ticked, or not. */
export const tick = z
  .string()
  .optional()
  .transform((text) => text === "yes");

/** A field that may be left empty: nothing at all then, and what `field` asks otherwise. */
export function optional<T>(field: z.ZodType<T, string>) {
  return z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(field.optional());
}
