import type { Visitor } from "./context.ts";
import { type parseNetworks, visitorAddress } from "./middleware/visitor-address.ts";
import { maxPhotoBytes } from "./values/picture.ts";
import { isZone } from "./values/zoned.ts";
import type { Vault } from "./world.ts";

const maxBodyBytes = 256 * 1024;

/** Pages that take a file, and how much it may be with the form around it. */
const larger: [path: RegExp, bytes: number][] = [
  [/^\/(setup|practice\/settings\/profile)\/photo$/, maxPhotoBytes + 64 * 1024],
];

function mostBytes(url: string): number {
  const { pathname } = new URL(url);
  return larger.find(([path]) => path.test(pathname))?.[1] ?? maxBodyBytes;
}

/** Addresses that machines ask under whatever name the machine has. */
export function isOperational(pathname: string): boolean {
  return /^\/(healthz|readyz|metrics|api\/.*|hooks\/.*)$/.test(pathname);
}

type Known = { requestId: string; vault: Vault; trusted: ReturnType<typeof parseNetworks> };

/** Who asks: a fingerprint of their network, and the zone and theme they chose. */
export function visitorOf(request: Request, peer: string, { requestId, vault, trusted }: Known): Visitor {
  const cookies = new Map(
    (request.headers.get("cookie") ?? "").split(";").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name.trim(), decoded(value.join("=").trim())] as const;
    }),
  );
  const zone = cookies.get("tz");
  const theme = cookies.get("theme");
  return {
    requestId,
    address: vault.fingerprint(visitorAddress(peer, request.headers.get("x-forwarded-for"), trusted)),
    zone: zone && isZone(zone) ? zone : null,
    theme: theme === "light" || theme === "dark" ? theme : null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The request with its body in hand, or without one when it is larger than any form of ours. */
export async function bounded(request: Request): Promise<Request | null> {
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  const most = mostBytes(request.url);
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  const { method, headers, url, signal } = request;
  return new Request(url, { method, headers, body: Buffer.concat(chunks), signal });
}

/** What is left of a request that was turned away: its address, without a body and without where it came from. */
export function emptied({ method, headers, url, signal }: Request): Request {
  const left = new Headers(headers);
  for (const name of ["origin", "content-length", "content-type"]) left.delete(name);
  return new Request(url, { method, headers: left, signal });
}

/** Somebody who was turned away asks for the page that says so: an address that no page has. */
export function refused({ headers, url, signal }: Request): Request {
  return emptied(new Request(new URL("/refused", url), { headers, signal }));
}

/** A request whose address cannot be read (bad percent signs, NUL) asks for an address that is not there instead. */
export function legible(request: Request): Request {
  const url = new URL(request.url);
  if (isLegible(url.pathname)) return request;
  const { method, headers, signal } = request;
  return new Request(new URL(url.pathname.startsWith("/api/") ? "/api/v1/illegible" : "/illegible", url), {
    method,
    headers,
    signal,
  });
}

function isLegible(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}
