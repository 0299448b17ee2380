import { z } from "zod";

/** A path of this site and nothing else: "//evil.example" would leave it. */
export const ownPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  .max(2_000);
