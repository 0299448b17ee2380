import type { IncomingMessage } from "node:http";
import { hashOf } from "#app/values/token.ts";
import type { Addresses, Read, Reading, ReadingWish } from "#app/world/addresses.ts";
import { ask, textOf, type Way } from "./ical-fetch.ts";
import { readApart } from "./ical-thread.ts";
import { Refused } from "./refused-address.ts";

type Setup = Way & {
  /** How long an address may take, with all it sends on to, ms. */
  timeoutMs: number;
};

/** How long anybody's calendar is waited for, ms. */
const longest = 10_000;

/** What a reading leaves behind: how the address knows it again, what it said, and by which clock it was understood. */
type Token = { etag?: string | undefined; modified?: string | undefined; hash: string; zone: string };

/** Calendars that are only an address, read over the open internet and understood in a thread of their own. */
export function openAddresses({ timeoutMs, ...way }: Setup): Addresses {
  return {
    read: (url, wish) => answered(() => read(url, wish, way, Math.min(timeoutMs, longest))),
  };
}

async function read(url: string, wish: ReadingWish, way: Way, timeoutMs: number): Promise<Reading> {
  const signal = AbortSignal.timeout(timeoutMs);
  const before = tokenOf(wish);
  const answer = await ask(url, headersFor(before), way, signal);
  if (answer.statusCode === 304) {
    answer.destroy();
    if (wish.since === null) throw new Error("answered 304 to who knew nothing");
    return { events: null, token: wish.since };
  }
  const text = await textOf(answer);
  const hash = hashOf(text).toString("base64url");
  const token = JSON.stringify({ ...marksOf(answer), hash, zone: wish.zone } satisfies Token);
  if (before?.hash === hash) return { events: null, token };
  refuseOthers(text, answer.headers["content-type"] ?? "");
  const { window, zone, self } = wish;
  return { events: await readApart({ text, window, zone, self }), token };
}

function headersFor(before: Token | null): Record<string, string> {
  return {
    accept: "text/calendar, */*;q=0.1",
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "Selvage",
    ...(before?.etag && { "if-none-match": before.etag }),
    ...(before?.modified && { "if-modified-since": before.modified }),
  };
}

/** By what an address may know its own words again; nothing so long that it were a burden to keep. */
function marksOf({ headers }: IncomingMessage): Pick<Token, "etag" | "modified"> {
  const brief = (text: string | undefined) => (text && text.length <= 200 ? text : undefined);
  return { etag: brief(headers.etag), modified: brief(headers["last-modified"]) };
}

function tokenOf({ since, zone }: ReadingWish): Token | null {
  const token = since === null ? null : (JSON.parse(since) as Token);
  return token?.zone === zone ? token : null;
}

/** A calendar says so on its first line, and on its last that it is whole: half of one would open times that are taken. */
function refuseOthers(text: string, type: string): void {
  const body = text.replace(/^\uFEFF/, "").trim();
  if (/^BEGIN:VCALENDAR\b/i.test(body)) {
    if (!/\nEND:VCALENDAR$/i.test(body)) throw new Refused("unfinished");
    return;
  }
  throw new Refused(
    /\bhtml\b/i.test(type) || /^<(!doctype|html|\?xml|head|body)\b/i.test(body) ? "page" : "no_calendar",
  );
}

async function answered<T>(work: () => Promise<T>): Promise<Read<T>> {
  try {
    return { outcome: "done", value: await work() };
  } catch (error) {
    return readOf(error);
  }
}

/** What went wrong, in our words and never in its own: those may quote the address, which is a secret. */
function readOf(error: unknown): Read<never> {
  if (error instanceof Refused) return { outcome: "refused", code: error.code };
  const { code, message, name } = Object(error) as NodeJS.ErrnoException;
  if (code === "ENOTFOUND") return { outcome: "refused", code: "no_host" };
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(String(code)))
    return { outcome: "refused", code: "untrusted" };
  const why = code ?? (/^(answered|no answer)/.test(message) ? message : name);
  return { outcome: "away", why: String(why) };
}
