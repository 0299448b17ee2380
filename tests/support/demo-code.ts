import { demoSecret } from "#app/domain/operations/seed/demo-secret.ts";
import { codeAt } from "./a-session.ts";

/** What the authenticator app of everybody who works in the demo shows now; it counts once for each of them. */
export function demoCode(): string {
  return codeAt(new Date(), 0, demoSecret);
}
