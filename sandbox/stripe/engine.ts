import type { Contracts } from "../contracts.ts";
import { connectedOf } from "./accounts.ts";
import { Clock } from "./clock.ts";
import { refuseByContract } from "./contract.ts";
import { expanded } from "./expand.ts";
import { readForm } from "./form.ts";
import { anId } from "./ids.ts";
import { type Answer, Keys } from "./keys.ts";
import { Merchant, type Mood } from "./merchant.ts";
import { type Found, operationAt } from "./operations.ts";
import { type Endpoint, heard, Outbox } from "./outbox.ts";
import { invalid, Refusal } from "./refusal.ts";
import { apiVersion } from "./version.ts";

/**
 * An account that is there from the start, settled in euros unless told otherwise. The address of its endpoint may be
 * filled in later.
 */
export type Account = {
  secretKey: string;
  currency?: string;
  url?: string;
  secret?: string;
  events?: readonly string[];
};

/** One call as it came. `linger` is how long a slow Stripe thinks before it acts. */
export type Asked = {
  method: string;
  url: URL;
  headers: Headers;
  raw: string;
  linger?: () => Promise<void>;
};
type Wish = { now: () => Date; accounts?: readonly Account[]; contracts?: Contracts };

/** Stripe, whole, in memory: no port, no timer. What falls due is brought when somebody asks. */
export class Engine {
  readonly clock: Clock;
  readonly outbox = new Outbox();
  readonly mood: Mood = { refunds: "succeed" };
  readonly #accounts: Account[];
  readonly #anyKey: boolean;
  readonly #contracts: Contracts;
  readonly #merchants = new Map<string, Merchant>();
  readonly #keys = new WeakMap<Merchant, Keys>();

  /** With `accounts` only their keys are known; without any, every key that looks like one opens its own account. */
  constructor({ now, accounts = [], contracts = null }: Wish) {
    this.clock = new Clock(now);
    this.#accounts = [...accounts];
    this.#anyKey = accounts.length === 0;
    this.#contracts = contracts;
  }

  get merchants(): ReadonlyMap<string, Merchant> {
    return this.#merchants;
  }

  /** Let a key in from now on. */
  open(account: Account): Merchant {
    this.#accounts.push(account);
    return this.merchant(account.secretKey);
  }

  /** The account of a key that is known to be good. */
  merchant(secretKey: string): Merchant {
    const known = this.#merchants.get(secretKey);
    if (known) return known;
    const merchant = new Merchant({ clock: this.clock, outbox: this.outbox, mood: this.mood });
    this.#merchants.set(secretKey, merchant);
    for (const account of this.#accounts) {
      if (account.secretKey !== secretKey) continue;
      merchant.currency = account.currency ?? merchant.currency;
      const endpoint = endpointOf(account);
      if (endpoint) merchant.endpoints.set(endpoint.id, endpoint);
    }
    return merchant;
  }

  /** Bring what has fallen due everywhere. */
  settle(): void {
    for (const merchant of this.#merchants.values()) merchant.settle();
  }

  /** Forget everything but the accounts that are there from the start. */
  clear(): void {
    this.#merchants.clear();
    this.outbox.clear();
    this.clock.reset();
    this.mood.refunds = "succeed";
  }

  async answer(asked: Asked): Promise<Response> {
    const requestId = anId("req_", 14);
    try {
      const found = operationAt(asked.method, asked.url.pathname);
      if (!found) throw unknownCall(asked.method, asked.url.pathname);
      const merchant = this.#authenticated(asked);
      checkVersion(asked.headers.get("stripe-version"));
      return await this.#done(merchant, asked, requestId, found);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return said(asked, { status: error.status, body: text(error.body), requestId });
    }
  }

  /** Stripe breaks after it began: as it does, it keeps that answer for the key it came with. */
  async breakDown(asked: Asked): Promise<Response> {
    const message = "An unknown error occurred. (Asked for through /control/faults.)";
    const answer = {
      status: 500,
      body: text({ error: { type: "api_error", message } }),
      requestId: anId("req_", 14),
    };
    const key = asked.method === "POST" ? asked.headers.get("idempotency-key") : null;
    if (key === null) return said(asked, answer);
    try {
      const keys = this.#keysOf(this.#authenticated(asked));
      const known = keys.take(key, asked.url.pathname, asked.raw, this.clock.seconds);
      if (known) return said(asked, known, true);
      keys.keep(key, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    return said(asked, answer);
  }

  async #done(merchant: Merchant, asked: Asked, requestId: string, found: Found): Promise<Response> {
    const { method, url, linger } = asked;
    const raw = [url.search.slice(1), asked.raw].filter((part) => part !== "").join("&");
    const key = method === "POST" ? asked.headers.get("idempotency-key") : null;
    const keys = this.#keysOf(merchant);
    const known = key === null ? null : keys.take(key, url.pathname, raw, this.clock.seconds);
    if (known) return said(asked, known, true);

    let hasBegun = false;
    try {
      const params = readForm(raw);
      const run = found.operation(params, found.ids);
      refuseByContract(this.#contracts, method, url, asked.raw);
      await linger?.();
      this.settle();
      hasBegun = true;
      merchant.cause = { id: requestId, idempotencyKey: key, origin: url.origin };
      const answer = {
        status: 200,
        body: text(expanded(merchant, run(merchant), expansions(params))),
        requestId,
      };
      if (key !== null) keys.keep(key, answer);
      return said(asked, answer);
    } catch (error) {
      if (key !== null && !hasBegun) keys.free(key);
      if (!(error instanceof Refusal)) throw error;
      const answer = { status: error.status, body: text(error.body), requestId };
      if (key !== null && hasBegun) keys.keep(key, answer);
      return said(asked, answer);
    } finally {
      merchant.cause = null;
    }
  }

  #authenticated({ headers }: Asked): Merchant {
    const secretKey = keyIn(headers.get("authorization"));
    const isGood = /^sk_test_\w+$/.test(secretKey);
    const isKnown = this.#anyKey || this.#accounts.some((account) => account.secretKey === secretKey);
    if (!isGood || !isKnown) {
      const shown = secretKey.length > 12 ? `${secretKey.slice(0, 8)}****${secretKey.slice(-4)}` : secretKey;
      throw new Refusal(401, {
        type: "invalid_request_error",
        message:
          secretKey === ""
            ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            : `Invalid API Key provided: ${shown}`,
      });
    }
    const account = headers.get("stripe-account");
    const merchant = this.merchant(secretKey);
    return account === null || account === merchant.id ? merchant : connectedOf(merchant, account);
  }

  #keysOf(merchant: Merchant): Keys {
    const keys = this.#keys.get(merchant) ?? new Keys();
    this.#keys.set(merchant, keys);
    return keys;
  }
}

function keyIn(header: string | null): string {
  const [, scheme = "", given = ""] = /^(\w+)\s+(\S+)\s*$/.exec(header ?? "") ?? [];
  if (/^basic$/i.test(scheme)) return Buffer.from(given, "base64").toString().split(":")[0] ?? "";
  return /^bearer$/i.test(scheme) ? given : "";
}

function checkVersion(asked: string | null): void {
  if (asked === null || asked === apiVersion) return;
  throw invalid(`Invalid Stripe API version: ${asked}. This sandbox speaks ${apiVersion} and no other.`);
}

function unknownCall(method: string, path: string): Refusal {
  const message = `The sandbox does not know ${method} ${path} yet.`;
  return new Refusal(501, { type: "api_error", code: "not_implemented", message });
}

function expansions(params: unknown): string[] {
  const asked: unknown = Object(params).expand;
  return Array.isArray(asked) ? asked.map(String) : [];
}

function endpointOf(account: Account): Endpoint | null {
  const { secretKey, secret, events = heard } = account;
  if (secret === undefined) return null;
  // The address is read when an event is sent: a test knows its app's only after the sandbox is open.
  return {
    id: `we_${secretKey}`,
    secret,
    events,
    get url() {
      return account.url ?? "";
    },
  };
}

function text(body: object): string {
  return JSON.stringify(body, null, 2);
}

function said(asked: Asked, { status, body, requestId }: Answer, isReplay = false): Response {
  const key = asked.headers.get("idempotency-key");
  return new Response(body, {
    status,
    headers: {
      "content-type": "application/json",
      "request-id": isReplay ? anId("req_", 14) : requestId,
      "stripe-version": apiVersion,
      ...(key !== null && { "idempotency-key": key, "original-request": requestId }),
      ...(isReplay && { "idempotent-replayed": "true" }),
      // Asking again would only give the same answer.
      ...(status >= 500 && { "stripe-should-retry": "false" }),
    },
  });
}
