import { Resend, type Response as Said } from "resend";
import type { Carrier, Handed, Letter } from "#app/world.ts";
import { headerLine } from "./header-line.ts";

type Setup = { apiKey: string; baseUrl?: string | undefined; timeoutMs?: number };

/**
 * The carrier of letters through Resend, which gives the same answer to the same key for 24 hours. `baseUrl` is
 * another host, such as the sandbox's; `timeoutMs` bounds the whole of one attempt.
 */
export function resendCarrier({ apiKey, baseUrl, timeoutMs = 10_000 }: Setup): Carrier {
  const resend = new FrankResend(apiKey, baseUrl === undefined ? {} : { baseUrl });

  async function hand(letter: Letter, idempotencyKey: string): Promise<Handed> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const { data, error } = await resend.emails.send(asResendTakesIt(letter), { idempotencyKey, signal });
      if (error) return refused(error.statusCode ?? 0, error.name);
      return data.id
        ? { outcome: "sent", id: data.id }
        : { outcome: "perhaps", why: "Resend answered without an id" };
    } catch (error) {
      return broken(error);
    }
  }
  return { hand };
}

function asResendTakesIt(letter: Letter) {
  return {
    from: headerLine(letter.from),
    to: headerLine(letter.to),
    ...(letter.replyTo !== undefined && { replyTo: headerLine(letter.replyTo) }),
    subject: headerLine(letter.subject),
    html: letter.html,
    text: letter.text,
    attachments: letter.attachments.map(({ filename, contentType, content }) => ({
      filename: headerLine(filename),
      contentType: headerLine(contentType),
      content: Buffer.from(content, "utf8"),
    })),
  };
}

/** Refusals that are not about the letter: a key or a domain that somebody will put right, and too many at once. */
const passing = new Set([401, 403, 429]);

/**
 * A 4xx means Resend has not taken the letter, with three exceptions. Both 409s say a letter stands under this key
 * already (still being taken, or taken with another body), so another carrier would send it twice. 408 comes from a
 * gateway that stopped waiting. Names: https://resend.com/docs/api-reference/errors; never its message, which may
 * quote an address.
 */
function refused(status: number, name: string): Handed {
  const why = `Resend answered ${status} ${name}`;
  const definite = status >= 400 && status < 500 && status !== 408 && status !== 409;
  if (!definite) return { outcome: "perhaps", why };
  return { outcome: "not_sent", permanent: !passing.has(status), why };
}

/** How an attempt ends that never got as far as a connection, so that nothing can have been sent. */
const neverConnected = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];

function broken(error: unknown): Handed {
  const { name, cause } = Object(error);
  const code = String(Object(cause).code ?? name);
  if (neverConnected.includes(code)) {
    return { outcome: "not_sent", permanent: false, why: `Resend could not be reached: ${code}` };
  }
  return { outcome: "perhaps", why: `Resend's answer was lost: ${code}` };
}

/**
 * The SDK with one change: when a request fails or its answer cannot be read, it says so by rejecting with the cause.
 * The SDK's own version swallows the cause, and "nobody was there" must be told from "the answer got lost".
 */
class FrankResend extends Resend {
  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<Said<T>> {
    const response = await fetch(this.baseUrl + path, options);
    const headers = Object.fromEntries(response.headers);
    if (response.ok) return { data: (await response.json()) as T, error: null, headers };

    // A gateway on the way may refuse in HTML: the status counts, whoever wrote the page.
    const body: unknown = await response.json().catch(() => null);
    const { name = "application_error", message = response.statusText } = Object(body);
    return { data: null, error: { name, message, statusCode: response.status }, headers };
  }
}
