/**
 * By which address somebody first came, without a cookie: what the link they followed says of itself (`via`), or the
 * host of the page it stood on, or the page of ours they were reading. At most 100 characters of it.
 */
export function cameBy(request: Request): string | undefined {
  const url = new URL(request.url);
  const via = url.searchParams.get("via");
  if (via) return clean(via);
  const from = request.headers.get("referer");
  if (!from || !URL.canParse(from)) return undefined;
  const { origin, host, pathname } = new URL(from);
  return clean(origin === url.origin ? pathname : host);
}

function clean(text: string): string | undefined {
  const plain = text.replaceAll(/[^\w./:@-]/g, "").slice(0, 100);
  return plain === "" ? undefined : plain;
}
