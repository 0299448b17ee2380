// Vite's live reload speaks over a socket of its own, and puts styles in place by hand.
const isLive = import.meta.env?.DEV && import.meta.env.MODE === "development";

/** Where forms may lead besides here: where people pay, where they allow a calendar, and the sandbox in their place. */
const leadingTo = new Set(["https://checkout.stripe.com", "https://accounts.google.com"]);

/** Let forms lead to another place outside; said once, when the house opens. */
export function alsoLeadingTo(origin: string): void {
  leadingTo.add(origin);
}

/** What a page may do: nothing inline, nothing from elsewhere. A nonce lets in the one inline script of a hydrated page. */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    `script-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}`,
    `style-src 'self'${isLive ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isLive ? " ws:" : ""}`,
    "media-src 'self'",
    "manifest-src 'self'",
    `form-action 'self' ${[...leadingTo].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What every answer carries, errors too. HSTS only where the practice's address is https. */
export function securityHeaders({ isHttps }: { isHttps: boolean }): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()",
    ...(isHttps ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
