import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";

/** Six digits, with or without the space apps put in their middle. */
export const code = z
  .string()
  .trim()
  .regex(/^\d{3}\s?\d{3}$/);

export const recoveryCode = z.string().trim().min(1).max(60);

/** What a browser answers for a passkey: JSON (WebAuthn 3, 5.1.8), believed by nobody before it is verified. */
const credential = z
  .string()
  .max(30_000)
  .transform((text, check) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      check.addIssue({ code: "custom", message: "That is no JSON." });
      return z.NEVER;
    }
  })
  .pipe(
    z.looseObject({
      id: z.string().regex(/^[\w-]{1,2000}$/),
      rawId: z.string(),
      type: z.literal("public-key"),
      response: z.record(z.string(), z.unknown()),
      clientExtensionResults: z.record(z.string(), z.unknown()),
    }),
  );

export const registration = credential.transform((read) => read as unknown as RegistrationResponseJSON);
export const authentication = credential.transform((read) => read as unknown as AuthenticationResponseJSON);
