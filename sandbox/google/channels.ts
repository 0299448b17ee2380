import { createHash } from "node:crypto";
import { z } from "zod";
import type { Account } from "./account.ts";
import type { Calendar } from "./calendar.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";

const shape = z.object({
  id: z.string().regex(/^[\w\-+/=]{1,64}$/),
  type: z.string(),
  address: z.string(),
  token: z.string().max(256).nullish(),
  expiration: z.union([z.string(), z.number()]).nullish(),
  params: z
    .object({
      ttl: z
        .string()
        .regex(/^\d{1,9}$/)
        .nullish(),
    })
    .nullish(),
});
const stopShape = z.object({ id: z.string(), resourceId: z.string() });

const day = 86_400_000;
const usual = 7 * day;
const longest = 30 * day;

/** Somebody who is told that a calendar has changed, until it expires. */
export type Channel = {
  id: string;
  resourceId: string;
  resourceUri: string;
  address: string;
  token: string | null;
  expiration: number;
  account: string;
  calendar: string;
  client: string;
  /** How many messages were sent; the first says only that it works. */
  messages: number;
};
export type Notification = { to: URL; headers: Record<string, string>; channel: string; resource: string };
type Where = { account: Account; calendar: Calendar; client: string; origin: string };

/** The watch channels. `tell` hears of everything that is to be said through one. */
export class Channels {
  readonly #now: () => Date;
  readonly #tell: (notification: Notification) => void;
  readonly #taken = new Set<string>();
  #live: Channel[] = [];

  constructor(now: () => Date, tell: (notification: Notification) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  /** Those that have not expired. */
  get all(): readonly Channel[] {
    const now = this.#now().getTime();
    this.#live = this.#live.filter(({ expiration }) => expiration > now);
    return this.#live;
  }

  watch(sent: unknown, { account, calendar, client, origin }: Where): object {
    const read = shape.safeParse(sent);
    if (!read.success) {
      const name = String(read.error.issues[0]?.path[0] ?? "id");
      throw invalid(`Invalid value for: resource.${name}`, `resource.${name}`);
    }
    const { id, type, address, token, params } = read.data;
    if (type !== "web_hook" && type !== "webhook") throw invalid("Unknown channel type.", "resource.type");
    checkAddress(address);
    if (this.#taken.has(`${client} ${id}`)) {
      throw new Refusal(400, "channelIdNotUnique", `Channel id ${id} not unique`);
    }
    const now = this.#now().getTime();
    const ttl = params?.ttl ? Number(params.ttl) * 1000 : usual;
    const wanted = Number(read.data.expiration ?? now + ttl);
    if (!Number.isInteger(wanted) || wanted <= now) {
      throw invalid("Invalid value for: resource.expiration", "resource.expiration");
    }
    const channel: Channel = {
      id,
      resourceId: createHash("sha256")
        .update(`${account.email} ${calendar.id}`)
        .digest("base64url")
        .slice(0, 27),
      resourceUri: `${origin}/calendar/v3/calendars/${encodeURIComponent(calendar.id)}/events?alt=json`,
      address,
      token: token ?? null,
      // Whole seconds, as Google gives them.
      expiration: Math.floor(Math.min(wanted, now + longest) / 1000) * 1000,
      account: account.email,
      calendar: calendar.id,
      client,
      messages: 0,
    };
    this.#taken.add(`${client} ${id}`);
    this.#live.push(channel);
    this.#say(channel, "sync");
    return {
      kind: "api#channel",
      id,
      resourceId: channel.resourceId,
      resourceUri: channel.resourceUri,
      ...(token && { token }),
      expiration: String(channel.expiration),
    };
  }

  stop(sent: unknown, account: Account, client: string): void {
    const read = stopShape.safeParse(sent);
    if (!read.success) throw invalid("Invalid value for: resource.id", "resource.id");
    const { id, resourceId } = read.data;
    const found = this.all.find(
      (one) =>
        one.id === id &&
        one.resourceId === resourceId &&
        one.client === client &&
        one.account === account.email,
    );
    if (!found) throw notFound(`Channel '${id}' not found for project '${client}'`);
    this.#live = this.#live.filter((one) => one !== found);
  }

  /** A calendar has changed: everybody who watches it is told so, and no more. */
  changed(account: Account, calendar: Calendar): void {
    for (const channel of this.all) {
      if (channel.account === account.email && channel.calendar === calendar.id) this.#say(channel, "exists");
    }
  }

  /** Nobody hears any more of an account that took an app's access away. */
  forget(account: string, client: string): void {
    this.#live = this.#live.filter((one) => one.account !== account || one.client !== client);
  }

  clear(): void {
    this.#live = [];
    this.#taken.clear();
  }

  #say(channel: Channel, state: "exists" | "sync"): void {
    channel.messages += 1;
    this.#tell({
      to: new URL(channel.address),
      channel: channel.id,
      resource: channel.calendar,
      headers: {
        "content-length": "0",
        "x-goog-channel-id": channel.id,
        "x-goog-message-number": String(channel.messages),
        "x-goog-resource-id": channel.resourceId,
        "x-goog-resource-state": state,
        "x-goog-resource-uri": channel.resourceUri,
        "x-goog-channel-expiration": new Date(channel.expiration).toUTCString(),
        ...(channel.token !== null && { "x-goog-channel-token": channel.token }),
      },
    });
  }
}

/** HTTPS, as Google wants it; what is on this machine may do without. */
function checkAddress(address: string): void {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid("Invalid value for: resource.address", "resource.address");
  if (url.protocol === "http:" && !isLoopback(url)) {
    throw new Refusal(400, "push.webhookUrlNotHttps", `WebHook callback must be HTTPS: ${address}`);
  }
}

/** Whether an address is on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
