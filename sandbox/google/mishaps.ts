import type { Fault, FaultKind } from "../faults.ts";
import { fullSyncRequired, invalidGrant, type OAuthRefusal, Refusal } from "./refusal.ts";

const anywhere: readonly FaultKind[] = [
  "refuse",
  "hang",
  "slow",
  "500",
  "429",
  "cut",
  "lose-answer",
  "bad-json",
];

/** What can go wrong with a call: not everything can with every one. */
export function possibleFaults({ pathname, searchParams }: URL): readonly FaultKind[] {
  if (!pathname.startsWith("/calendar/v3/"))
    return [...anywhere, ...(pathname === "/token" ? (["invalid-grant"] as const) : [])];
  return [...anywhere, "quota", ...(searchParams.has("syncToken") ? (["gone-410"] as const) : [])];
}

/** The answer a fault gives in Google's own words, or null for one that gives none. */
export function answerOf({ fault }: Fault, { pathname }: URL): Response | null {
  const refusal = refusalOf(fault, pathname);
  if (!refusal) return null;
  return Response.json(refusal.body, {
    status: refusal.status,
    headers: refusal.status === 429 ? { "retry-after": "1" } : {},
  });
}

function refusalOf(fault: FaultKind, path: string): OAuthRefusal | Refusal | null {
  const isCalendar = path.startsWith("/calendar/v3/");
  switch (fault) {
    case "500":
      return new Refusal(500, "backendError", "Backend Error");
    case "429":
      return isCalendar
        ? new Refusal(429, "rateLimitExceeded", "Rate Limit Exceeded", { domain: "usageLimits" })
        : new Refusal(429, "rateLimitExceeded", "Too Many Requests");
    case "quota":
      return new Refusal(403, "rateLimitExceeded", "Rate Limit Exceeded", { domain: "usageLimits" });
    case "invalid-grant":
      return invalidGrant("Token has been expired or revoked.");
    case "gone-410":
      return fullSyncRequired();
    default:
      return null;
  }
}
