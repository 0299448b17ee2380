import { randomBytes } from "node:crypto";
import { type Client, Codes, type Request } from "./consent.ts";
import { invalidGrant, OAuthRefusal } from "./refusal.ts";

const day = 86_400_000;
/** What Google says of it: https://developers.google.com/identity/protocols/oauth2#expiration */
const unusedFor = 183 * day;
const inTestingFor = 7 * day;
const mostRefreshTokens = 100;
const expiresIn = 3_599;

/** What one person granted to one app. It is alive until it is taken away. */
type Grant = { account: string; client: string; scopes: Set<string>; refreshTokens: Map<string, Refresh> };
type Refresh = { scopes: readonly string[]; issued: number; used: number };
type Access = { grant: Grant; scopes: readonly string[]; until: number };
export type Allowed = { account: string; client: string; scopes: readonly string[] };

/** Who may do what: grants, and the tokens that stand for them. */
export class Grants {
  readonly codes = new Codes();
  /** An app that Google has not looked at yet: its refresh tokens die after a week. */
  isInTesting = false;
  readonly #now: () => Date;
  readonly #clients: Map<string, Client>;
  readonly #isOpen: boolean;
  readonly #onEnd: (account: string, client: string) => void;
  #grants: Grant[] = [];
  readonly #access = new Map<string, Access>();

  constructor(now: () => Date, clients: readonly Client[], onEnd: (account: string, client: string) => void) {
    this.#now = now;
    this.#clients = new Map(clients.map((client) => [client.id, { ...client }]));
    this.#isOpen = clients.length === 0;
    this.#onEnd = onEnd;
  }

  get clients(): ReadonlyMap<string, Client> {
    return this.#clients;
  }

  /** Whether any app is let in, for want of a list of those that are known. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** `POST /token`. */
  token(form: URLSearchParams, authorization: string | null): object {
    const client = this.#client(form, authorization);
    const kind = form.get("grant_type");
    if (kind === "authorization_code") return this.#exchange(client, form);
    if (kind === "refresh_token") return this.#refresh(client, form);
    throw new OAuthRefusal("unsupported_grant_type", `Invalid grant_type: ${kind ?? ""}`);
  }

  /** `POST /revoke?token=`: either kind of token ends the whole grant. */
  revoke(token: string | null): void {
    if (token === null || token === "")
      throw new OAuthRefusal("invalid_request", "Missing required parameter: token");
    const grant = this.#grants.find((one) => one.refreshTokens.has(token)) ?? this.#access.get(token)?.grant;
    if (!grant || !this.#grants.includes(grant)) {
      throw new OAuthRefusal("invalid_token", "Token expired or revoked");
    }
    this.#end(grant);
  }

  /** A person takes everything away that they granted. */
  revokeAll(account: string): void {
    for (const grant of this.#grants.filter((one) => one.account === account)) this.#end(grant);
  }

  /** What a token allows now, or null where it does not any more. */
  allowed(token: string): Allowed | null {
    const access = this.#access.get(token);
    if (!access || access.until <= this.#now().getTime() || !this.#grants.includes(access.grant)) return null;
    return { account: access.grant.account, client: access.grant.client, scopes: access.scopes };
  }

  /** Seconds a token is good for; null where it is not. */
  secondsLeft(token: string): number | null {
    const access = this.#access.get(token);
    if (!access || !this.allowed(token)) return null;
    return Math.floor((access.until - this.#now().getTime()) / 1000);
  }

  /** What was granted, for whoever looks from outside. */
  get all(): readonly { account: string; client: string; scopes: string[]; refreshTokens: number }[] {
    return this.#grants.map(({ account, client, scopes, refreshTokens }) => ({
      account,
      client,
      scopes: [...scopes],
      refreshTokens: refreshTokens.size,
    }));
  }

  clear(): void {
    this.codes.clear();
    this.isInTesting = false;
    this.#grants = [];
    this.#access.clear();
  }

  #exchange(client: string, form: URLSearchParams): object {
    const code = form.get("code");
    if (!code) throw new OAuthRefusal("invalid_request", "Missing required parameter: code");
    const now = this.#now().getTime();
    const asked = this.codes.take(code, form.get("code_verifier"), now);
    if (asked.client !== client) throw new OAuthRefusal("unauthorized_client", "Unauthorized");
    if (form.get("redirect_uri") !== asked.redirectUri) {
      throw new OAuthRefusal("redirect_uri_mismatch", "Bad Request");
    }
    const earlier = this.#grants.find((one) => one.account === asked.account && one.client === client);
    const grant = earlier ?? { account: asked.account, client, scopes: new Set(), refreshTokens: new Map() };
    if (!earlier) this.#grants.push(grant);
    const scopes = asked.addsToEarlier
      ? [...new Set([...grant.scopes, ...asked.granted])]
      : [...asked.granted];
    for (const scope of asked.granted) grant.scopes.add(scope);
    const refresh_token = isLasting(asked, !earlier) ? this.#lasting(grant, scopes, now) : undefined;
    return { ...this.#fresh(grant, scopes), ...(refresh_token && { refresh_token }) };
  }

  #refresh(client: string, form: URLSearchParams): object {
    const token = form.get("refresh_token");
    if (!token) throw new OAuthRefusal("invalid_request", "Missing required parameter: refresh_token");
    const grant = this.#grants.find((one) => one.client === client && one.refreshTokens.has(token));
    const refresh = grant?.refreshTokens.get(token);
    const now = this.#now().getTime();
    const isOld =
      refresh !== undefined &&
      (refresh.used + unusedFor <= now || (this.isInTesting && refresh.issued + inTestingFor <= now));
    if (!grant || !refresh || isOld) throw invalidGrant("Token has been expired or revoked.");
    refresh.used = now;
    return this.#fresh(grant, refresh.scopes);
  }

  #fresh(grant: Grant, scopes: readonly string[]): object {
    const access_token = `ya29.a0${randomBytes(48).toString("base64url")}`;
    this.#access.set(access_token, { grant, scopes, until: this.#now().getTime() + expiresIn * 1000 });
    return { access_token, expires_in: expiresIn, scope: scopes.join(" "), token_type: "Bearer" };
  }

  #lasting(grant: Grant, scopes: readonly string[], now: number): string {
    const token = `1//03${randomBytes(48).toString("base64url")}`;
    grant.refreshTokens.set(token, { scopes, issued: now, used: now });
    // A hundred at most: the oldest dies without a word.
    const [oldest] = grant.refreshTokens.keys();
    if (grant.refreshTokens.size > mostRefreshTokens && oldest) grant.refreshTokens.delete(oldest);
    return token;
  }

  #client(form: URLSearchParams, authorization: string | null): string {
    const [id, secret] = credentials(form, authorization);
    if (!id) throw new OAuthRefusal("invalid_request", "Could not determine client ID from request.");
    const known = this.#clients.get(id);
    if (!known && !this.#isOpen)
      throw new OAuthRefusal("invalid_client", "The OAuth client was not found.", 401);
    if (!secret) throw new OAuthRefusal("invalid_request", "client_secret is missing.");
    const client = known ?? { id };
    client.secret ??= secret;
    this.#clients.set(id, client);
    if (client.secret !== secret) throw new OAuthRefusal("invalid_client", "Unauthorized", 401);
    return id;
  }

  #end(grant: Grant): void {
    this.#grants = this.#grants.filter((one) => one !== grant);
    this.#onEnd(grant.account, grant.client);
  }
}

/** Google gives a refresh token to who asks for one, the first time and whenever consent is asked for again. */
function isLasting({ isOffline, asksAgain }: Request, isFirst: boolean): boolean {
  return isOffline && (isFirst || asksAgain);
}

function credentials(form: URLSearchParams, authorization: string | null): [string, string] {
  const [, basic] = /^basic\s+(\S+)$/i.exec(authorization ?? "") ?? [];
  if (!basic) return [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString().split(":").map(decoded);
  return [id, secret];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
