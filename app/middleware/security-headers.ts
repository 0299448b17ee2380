// Vite's live reload speaks over a socket of its own, and puts styles in place by hand.
const isLive = import.meta.env?.DEV && import.meta.env.MODE === "development";

/** Where forms may lead besides here: the page where people pay, and the sandbox's in its place. */
const payingAt = new Set(["https://checkout.stripe.com"]);

/** Let forms lead to another page where people pay; said once, when the house opens. */
export function alsoPayingAt(origin: string): void {
  payingAt.add(origin);
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
    `form-action 'self' ${[...payingAt].join(" ")}`,
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
