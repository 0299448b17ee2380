import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as plainly } from "node:http";
import { request as securely } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isPublic } from "./public-address.ts";
import { Refused } from "./refused-address.ts";

type Resolved = { address: string; family: number };

export type Way = {
  /** Where alone http and this machine are allowed: the sandbox's origin, in development and tests. */
  sandbox?: string | undefined;
  resolve?: ((host: string) => Promise<Resolved[]>) | undefined;
  isPublic?: ((address: string) => boolean) | undefined;
};

const mostRedirects = 5;
/** How large a calendar may be, as it comes and unpacked. */
export const mostBytes = 5 * 1024 * 1024;

/** An address as it will be asked; `webcal` is what calendars call https. Throws Refused for what is never asked. */
export function askable(text: string, { sandbox }: Way = {}): URL {
  const url = URL.parse(text.trim().replace(/^webcals?:/i, "https:"));
  if (!url?.hostname) throw new Refused("no_address");
  if (url.username || url.password) throw new Refused("holds_password");
  if (url.protocol !== "https:" && url.origin !== sandbox) throw new Refused("no_address");
  url.hash = "";
  return url;
}

/**
 * Ask an address, and where it sends on. Every name is resolved once, all it stands for has to be public, and what was
 * looked at is what is connected to: a name that means something else a moment later changes nothing. The answer has a
 * status of 200 or 304.
 */
export async function ask(
  text: string,
  headers: Record<string, string>,
  way: Way,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = askable(text, way);
  for (let sent = 0; sent <= mostRedirects; sent += 1) {
    const addresses = await resolved(url, way, signal);
    const answer = await asked(url, addresses, headers, signal);
    const { statusCode: status = 0 } = answer;
    if (status === 200 || status === 304) return answer;
    answer.destroy();
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(status) || !location) throw refusalOf(status);
    url = sentTo(location, url, way);
  }
  throw new Refused("astray");
}

function sentTo(location: string, from: URL, way: Way): URL {
  try {
    return askable(URL.parse(location, from)?.href ?? "", way);
  } catch (error) {
    throw error instanceof Refused && error.code === "no_address" ? new Refused("astray") : error;
  }
}

function refusalOf(status: number): Error {
  if (status === 401 || status === 403) return new Refused("locked");
  if (status === 404 || status === 410) return new Refused("missing");
  const passes = status === 408 || status === 425 || status === 429 || status < 400 || status >= 500;
  return passes ? new Error(`answered ${status}`) : new Refused("turned_down");
}

async function resolved(url: URL, way: Way, signal: AbortSignal): Promise<Resolved[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await named(host, way, signal);
  const isFine = url.origin === way.sandbox || found.every(({ address }) => allowed(address, way));
  if (!isFine) throw new Refused("not_public");
  return found;
}

function allowed(address: string, way: Way): boolean {
  return (way.isPublic ?? isPublic)(address);
}

async function named(host: string, way: Way, signal: AbortSignal): Promise<Resolved[]> {
  const resolve = way.resolve ?? ((name: string) => lookup(name, { all: true, verbatim: true }));
  const found = await Promise.race([resolve(host), over(signal)]);
  if (found.length === 0) throw new Refused("no_host");
  return found;
}

/** Resolving a name cannot be called off, only no longer waited for. */
function over(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error("no answer in time"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}

function asked(
  url: URL,
  addresses: readonly Resolved[],
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_host, { all }, found) => {
    const [first] = addresses;
    if (all) found(null, [...addresses]);
    else found(null, first?.address ?? "", first?.family);
  };
  const request = url.protocol === "https:" ? securely : plainly;
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, lookup: pinned, headers, signal });
    asking.once("error", reject);
    asking.once("response", (answer) => {
      asking.off("error", reject);
      asking.on("error", () => {});
      resolve(answer);
    });
    asking.end();
  });
}

const unpackers: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What an answer says, as text. Throws Refused once it is more than `mostBytes`, packed or unpacked. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  if (Number(answer.headers["content-length"] ?? 0) > mostBytes) throw tooLarge(answer);
  const packed = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const unpack = unpackers[packed];
  if (!unpack && packed !== "identity") throw new Refused("no_calendar");
  const body = unpack ? unpacked(answer, unpack()) : answer;
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(Buffer.from(piece));
    bytes += piece.length;
    if (bytes > mostBytes) throw tooLarge(answer);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

function unpacked(answer: IncomingMessage, unpacker: NodeJS.ReadWriteStream): NodeJS.ReadableStream {
  let came = 0;
  answer.on("data", (piece: Buffer) => {
    came += piece.length;
    if (came > mostBytes) answer.destroy(new Refused("too_large"));
  });
  return pipeline(answer, unpacker, () => {});
}

function tooLarge(answer: IncomingMessage): Refused {
  answer.destroy();
  return new Refused("too_large");
}
