import type { Grants } from "./grants.ts";
import { OAuthRefusal, Refusal } from "./refusal.ts";
import { scopes } from "./scopes.ts";

const [emailScope = ""] = scopes("userinfo.email");

/** What a token is, and whose: `/tokeninfo` and `/oauth2/v2/userinfo`. */
export function tokenAbout(grants: Grants, { pathname, searchParams }: URL, bearer: string | null): Response {
  const token = searchParams.get("access_token") ?? bearer;
  const allowed = token === null ? null : grants.allowed(token);
  const tellsAddress = allowed?.scopes.includes(emailScope) ?? false;
  if (pathname === "/oauth2/v2/userinfo") {
    if (!allowed) throw unauthorized(token !== null);
    if (!tellsAddress) throw insufficient("oauth2.userinfo.get");
    return Response.json({ id: idOf(allowed.account), email: allowed.account, verified_email: true });
  }
  if (!allowed || token === null) throw new OAuthRefusal("invalid_token", "Invalid Value");
  return Response.json({
    aud: allowed.client,
    azp: allowed.client,
    scope: allowed.scopes.join(" "),
    expires_in: String(grants.secondsLeft(token)),
    access_type: "offline",
    ...(tellsAddress && { email: allowed.account, email_verified: "true" }),
  });
}

/** 401: no token, or one that is good no longer. */
export function unauthorized(hasToken: boolean): Refusal {
  const where = { locationType: "header", location: "Authorization", status: "UNAUTHENTICATED" } as const;
  return hasToken
    ? new Refusal(401, "authError", "Invalid Credentials", where)
    : new Refusal(401, "required", "Login Required.", where);
}

/** 403: the person did not tick the box this call needs. */
export function insufficient(method: string): Refusal {
  return new Refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.", {
    status: "PERMISSION_DENIED",
    details: [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        domain: "googleapis.com",
        metadata: { service: "calendar-json.googleapis.com", method },
      },
    ],
  });
}

function idOf(email: string): string {
  return String(BigInt(`0x${Buffer.from(email).toString("hex")}`) % 10n ** 21n).padStart(21, "1");
}
