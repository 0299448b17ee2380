/** The cookies of a session, of the browser a sign-in was asked from, and of the one a practice is set up in. */
type CookieName = "session" | "asking" | "setup";

/** Over https the name itself forbids other hosts and paths (`__Host-`, RFC 6265bis); plain http has no such promise. */
function named(name: CookieName, appUrl: string): string {
  return appUrl.startsWith("https:") ? `__Host-${name}` : name;
}

/** What a request's cookie of that name says, or null. */
export function readCookie(request: Request, name: CookieName, appUrl: string): string | null {
  const wanted = named(name, appUrl);
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === wanted) return value.join("=").trim();
  }
  return null;
}

/** A Set-Cookie header. `keepSeconds` null: until the browser closes; an empty value ends the cookie. */
export function writeCookie(
  name: CookieName,
  value: string,
  { appUrl, keepSeconds = null }: { appUrl: string; keepSeconds?: number | null },
): string {
  const age =
    value === "" ? "; Max-Age=0" : keepSeconds === null ? "" : `; Max-Age=${Math.floor(keepSeconds)}`;
  const secure = appUrl.startsWith("https:") ? "; Secure" : "";
  return `${named(name, appUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${secure}`;
}
