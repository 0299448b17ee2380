import { createHash, randomBytes } from "node:crypto";
import { NotPossible } from "./not-possible.ts";
import { invalidGrant, OAuthRefusal } from "./refusal.ts";
import { isScope } from "./scopes.ts";

/** An app that Google knows. Without `secret` it is that of the first exchange; without addresses any will do. */
export type Client = { id: string; secret?: string; redirectUris?: readonly string[] };

/** What an app asks somebody for, read from the address it sent them to. */
export type Request = {
  client: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | null;
  isOffline: boolean;
  asksAgain: boolean;
  addsToEarlier: boolean;
  loginHint: string | null;
  challenge: { method: "S256" | "plain"; value: string } | null;
};

export type Code = Request & { account: string; granted: readonly string[]; at: number };
const goodFor = 10 * 60_000;

/** Reads the address an app sends somebody to; what is wrong with it is shown to them and leads nowhere. */
export function readRequest(
  params: URLSearchParams,
  clients: ReadonlyMap<string, Client>,
  isOpen: boolean,
): Request {
  const need = (name: string) => {
    const value = params.get(name);
    if (!value) throw new OAuthRefusal("invalid_request", `Required parameter is missing: ${name}`);
    return value;
  };
  const client = need("client_id");
  const known = clients.get(client);
  if (!known && !isOpen) throw new OAuthRefusal("invalid_client", "The OAuth client was not found.", 401);
  const redirectUri = need("redirect_uri");
  checkRedirect(redirectUri, known);
  if (need("response_type") !== "code") {
    throw new OAuthRefusal("unsupported_response_type", "Only response_type=code is known here.");
  }
  const scopes = [...new Set(need("scope").split(/\s+/).filter(Boolean))];
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    throw new OAuthRefusal(
      "invalid_scope",
      `Some requested scopes were invalid. {invalid=[${unknown.join(", ")}]}`,
    );
  }
  const access = params.get("access_type") ?? "online";
  if (access !== "online" && access !== "offline") {
    throw new OAuthRefusal("invalid_request", `Invalid parameter value for access_type: ${access}`);
  }
  const prompts = (params.get("prompt") ?? "").split(" ").filter(Boolean);
  if (!prompts.every((prompt) => ["none", "consent", "select_account"].includes(prompt))) {
    throw new OAuthRefusal("invalid_request", `Invalid parameter value for prompt: ${prompts.join(" ")}`);
  }
  return {
    client,
    redirectUri,
    scopes,
    state: params.get("state"),
    isOffline: access === "offline",
    asksAgain: prompts.includes("consent"),
    addsToEarlier: params.get("include_granted_scopes") === "true",
    loginHint: params.get("login_hint"),
    challenge: challengeIn(params),
  };
}

function checkRedirect(address: string, known: Client | undefined): void {
  const url = URL.parse(address);
  const isAllowed = known?.redirectUris ? known.redirectUris.includes(address) : true;
  const isSafe =
    url && (url.protocol === "https:" || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname));
  if (!url || !isSafe || url.hash !== "" || !isAllowed) {
    throw new OAuthRefusal(
      "redirect_uri_mismatch",
      `The redirect URI in the request, ${address}, is not registered.`,
    );
  }
}

function challengeIn(params: URLSearchParams): Request["challenge"] {
  const value = params.get("code_challenge");
  if (value === null) return null;
  const method = params.get("code_challenge_method") ?? "plain";
  if (method !== "S256" && method !== "plain") {
    throw new OAuthRefusal("invalid_request", `Invalid parameter value for code_challenge_method: ${method}`);
  }
  if (!/^[\w.~-]{43,128}$/.test(value)) {
    throw new OAuthRefusal("invalid_request", "Invalid parameter value for code_challenge");
  }
  return { method, value };
}

/** The codes that somebody's consent gave and no app has turned into tokens yet. */
export class Codes {
  readonly #open = new Map<string, Code>();

  /** Somebody pressed Allow: the address they are led back to. */
  allow(request: Request, account: string, ticked: readonly string[], at: number): string {
    const granted = request.scopes.filter((scope) => ticked.includes(scope));
    const strange = ticked.filter((scope) => !request.scopes.includes(scope));
    if (strange.length > 0) throw new NotPossible(`These boxes are not on the page: ${strange.join(", ")}.`);
    if (granted.length === 0) return deniedAt(request);
    const code = `4/0A${randomBytes(36).toString("base64url")}`;
    this.#open.set(code, { ...request, account, granted, at });
    return ledBack(request, { code, scope: granted.join(" "), authuser: "0", prompt: "consent" });
  }

  /** What a code stands for, once and for ten minutes. A wrong verifier uses it up as well. */
  take(code: string, verifier: string | null, now: number): Code {
    const found = this.#open.get(code);
    this.#open.delete(code);
    if (!found || found.at + goodFor <= now) throw invalidGrant("Malformed auth code.");
    if (found.challenge) {
      if (verifier === null) throw invalidGrant("Missing code verifier.");
      const shown = found.challenge.method === "plain" ? verifier : s256(verifier);
      if (shown !== found.challenge.value) throw invalidGrant("Invalid code verifier.");
    }
    return found;
  }

  clear(): void {
    this.#open.clear();
  }
}

/** Somebody pressed Cancel. */
export function deniedAt(request: Request): string {
  return ledBack(request, { error: "access_denied" });
}

function ledBack({ redirectUri, state }: Request, params: Record<string, string>): string {
  const url = new URL(redirectUri);
  if (state !== null) url.searchParams.set("state", state);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}

function s256(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
