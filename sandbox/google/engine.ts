import type { Contracts } from "../contracts.ts";
import { Account, type AccountWish } from "./account.ts";
import { asking } from "./asking.ts";
import type { Calendar } from "./calendar.ts";
import { type Channel, Channels, type Notification } from "./channels.ts";
import { type Client, deniedAt, type Request, readRequest } from "./consent.ts";
import { refuseByContract } from "./contract.ts";
import { NotModified } from "./event-calls.ts";
import { Grants } from "./grants.ts";
import { finished } from "./meet.ts";
import { NotPossible } from "./not-possible.ts";
import { operationAt } from "./operations.ts";
import { Pages } from "./paging.ts";
import { Query } from "./query.ts";
import { OAuthRefusal, Refusal } from "./refusal.ts";
import type { Mood, Surroundings } from "./surroundings.ts";
import { insufficient, tokenAbout, unauthorized } from "./token-about.ts";

/** One call as it came. `linger` is how long a slow Google thinks before it acts. */
export type Asked = {
  method: string;
  url: URL;
  headers: Headers;
  raw: string;
  linger?: () => Promise<void>;
};
type Wish = { now: () => Date; clients?: readonly Client[]; contracts?: Contracts };
type Params = URL | URLSearchParams | string | Record<string, string>;

/** Google, as far as a calendar needs it, in memory: no port, no timer. */
export class Engine {
  readonly grants: Grants;
  readonly now: () => Date;
  /** Hears of everything that is to be said through a watch channel. */
  onNotification: (notification: Notification) => void = () => undefined;
  readonly #mood: Mood = { isMeetLate: false, doesMeetFail: false, pageSize: null };
  readonly #accounts = new Map<string, Account>();
  readonly #channels: Channels;
  readonly #contracts: Contracts;
  readonly #pages = new Pages();

  /** With `clients` only those apps are known; without any, every app is, by the secret it first came with. */
  constructor({ now, clients = [], contracts = null }: Wish) {
    this.now = now;
    this.#contracts = contracts;
    this.#channels = new Channels(now, (notification) => this.onNotification(notification));
    this.grants = new Grants(now, clients, (account, client) => this.#channels.forget(account, client));
  }

  get accounts(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** The watch channels that have not expired. */
  get channels(): readonly Channel[] {
    return this.#channels.all;
  }

  /** Whether Meet links come only when `meetLinksCome` is called. */
  get meetIsLate(): boolean {
    return this.#mood.isMeetLate;
  }
  set meetIsLate(isLate: boolean) {
    this.#mood.isMeetLate = isLate;
  }

  /** Whether Meet makes no link at all. */
  get meetFails(): boolean {
    return this.#mood.doesMeetFail;
  }
  set meetFails(fails: boolean) {
    this.#mood.doesMeetFail = fails;
  }

  /** No page tells of more than this, whatever was asked for: Google promises no page to be full. */
  get pageSize(): number | null {
    return this.#mood.pageSize;
  }
  set pageSize(size: number | null) {
    this.#mood.pageSize = size;
  }

  /** The account of an address, made when there is none. */
  account(email: string, wish: AccountWish = {}): Account {
    const known = this.#accounts.get(email);
    if (known) return known;
    const account: Account = new Account(
      this.#surroundings((calendar) => this.#channels.changed(account, calendar)),
      email,
      wish,
      () => this.grants.revokeAll(email),
    );
    this.#accounts.set(email, account);
    return account;
  }

  /** The account of an address, or undefined. */
  known(email: string): Account | undefined {
    return this.#accounts.get(email);
  }

  /** What an app asks for, or the refusal that is shown to the person and leads nowhere. */
  request(params: Params): Request {
    return readRequest(paramsOf(params), this.grants.clients, this.grants.isOpen);
  }

  /** Somebody pressed Allow, with these boxes ticked (all of them unless told): the address they are led back to. */
  consent(params: Params, { account, granted }: { account: string; granted?: readonly string[] }): string {
    if (!this.#accounts.has(account)) throw new NotPossible(`There is no account ${account}.`);
    const request = this.request(params);
    return this.grants.codes.allow(request, account, granted ?? request.scopes, this.now().getTime());
  }

  /** Somebody pressed Cancel. */
  deny(params: Params): string {
    return deniedAt(this.request(params));
  }

  /** The conferences that were late are ready. Tells how many. */
  meetLinksCome(): number {
    const calendars = this.accounts.flatMap((account) => account.calendars);
    return calendars.reduce(
      (sum, calendar) => sum + calendar.finishConferences((fields) => finished(fields, this.#mood)),
      0,
    );
  }

  /** Forget everything. */
  clear(): void {
    this.#accounts.clear();
    this.#channels.clear();
    this.#pages.clear();
    this.grants.clear();
    Object.assign(this.#mood, { isMeetLate: false, doesMeetFail: false, pageSize: null });
  }

  async answer(asked: Asked): Promise<Response> {
    try {
      const { url, method } = asked;
      if (url.pathname === "/o/oauth2/v2/auth") return await asking(this, asked);
      if (url.pathname === "/token" && method === "POST") return await this.#token(asked);
      if (url.pathname === "/revoke" && method === "POST") return await this.#revoke(asked);
      if (url.pathname === "/tokeninfo" || url.pathname === "/oauth2/v2/userinfo")
        return tokenAbout(this.grants, asked.url, bearer(asked.headers));
      return await this.#call(asked);
    } catch (error) {
      if (error instanceof NotModified) return new Response(null, { status: 304 });
      if (error instanceof Refusal || error instanceof OAuthRefusal) {
        return Response.json(error.body, { status: error.status });
      }
      throw error;
    }
  }

  async #token({ raw, headers, linger }: Asked): Promise<Response> {
    await linger?.();
    const body = this.grants.token(new URLSearchParams(raw), headers.get("authorization"));
    return Response.json(body, {
      headers: { "cache-control": "no-cache, no-store, max-age=0, must-revalidate" },
    });
  }

  async #revoke({ url, raw, linger }: Asked): Promise<Response> {
    await linger?.();
    this.grants.revoke(url.searchParams.get("token") ?? new URLSearchParams(raw).get("token"));
    return Response.json({});
  }

  async #call({ method, url, headers, raw, linger }: Asked): Promise<Response> {
    const found = operationAt(method, url.pathname);
    if (!found) throw unknownCall(method, url.pathname);
    const token = bearer(headers);
    const allowed = token === null ? null : this.grants.allowed(token);
    const account = allowed ? this.#accounts.get(allowed.account) : undefined;
    if (!allowed || !account) throw unauthorized(token !== null);
    const { operation, ids } = found;
    if (!operation.scopes.some((scope) => allowed.scopes.includes(scope))) throw insufficient(operation.name);
    refuseByContract(this.#contracts, method, url, raw);
    await linger?.();
    const answer = operation.run({
      account,
      client: allowed.client,
      scopes: allowed.scopes,
      query: new Query(url.searchParams),
      body: parsed(raw),
      headers,
      origin: url.origin,
      ids,
      now: this.now,
      mood: this.#mood,
      pages: this.#pages,
      channels: this.#channels,
    });
    if (answer === null) return new Response(null, { status: 204 });
    const { etag } = answer as { etag?: string };
    return Response.json(answer, { headers: etag === undefined ? {} : { etag } });
  }

  #surroundings(changed: (calendar: Calendar) => void): Surroundings {
    return { now: this.now, mood: this.#mood, changed };
  }
}

function paramsOf(params: Params): URLSearchParams {
  if (params instanceof URL) return params.searchParams;
  if (typeof params === "string" && URL.canParse(params)) return new URL(params).searchParams;
  return new URLSearchParams(params);
}

function bearer(headers: Headers): string | null {
  return /^bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function unknownCall(method: string, path: string): Refusal {
  return new Refusal(501, "notImplemented", `The sandbox does not know ${method} ${path} yet.`);
}
