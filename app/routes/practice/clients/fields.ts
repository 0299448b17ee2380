import { z } from "zod";
import { readTags } from "#app/domain/clients/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { isOneLine } from "#app/values/words.ts";

export const tags = z
  .string()
  .optional()
  .transform((text) => text ?? "")
  .refine(isOneLine, "Please use plain letters, without control characters.")
  .transform((text) => readTags(text))
  .refine((all) => all !== null, "Twelve tags at most, each of 40 letters or fewer.")
  .transform((all) => all ?? []);

export const { name, email, phone } = wish;
