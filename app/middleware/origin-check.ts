const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes something comes from our own pages. Browsers say where a form stands (Origin, and
 * Sec-Fetch-Site: Fetch Metadata, W3C); a caller that says neither is no browser and carries no cookie of ours.
 */
export function isOwnOrigin(request: Request): boolean {
  if (safe.has(request.method)) return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  return origin === null || origin === new URL(request.url).origin;
}
