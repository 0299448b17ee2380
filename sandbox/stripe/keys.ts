import { createHash } from "node:crypto";
import { Refusal } from "./refusal.ts";

const keptSeconds = 24 * 60 * 60;
const longest = 255;

export type Answer = { status: number; body: string; requestId: string };
type Entry = { path: string; fingerprint: string; answer: Answer | null; since: number };

/**
 * Idempotency keys and the answers they stand for, kept for 24 hours. What is refused before it began is not kept;
 * every answer after that is, errors included. Source: https://docs.stripe.com/api/idempotent_requests
 */
export class Keys {
  readonly #entries = new Map<string, Entry>();

  /** The answer given before, or null after taking the key for this call. Refuses another call's key, and one in use. */
  take(key: string, path: string, raw: string, now: number): Answer | null {
    this.#forgetOld(now);
    if (key.length > longest) {
      throw idempotencyError(400, `Idempotency keys can be at most ${longest} characters.`);
    }
    const fingerprint = createHash("sha256").update(raw).digest("base64");
    const known = this.#entries.get(key);
    if (!known) {
      this.#entries.set(key, { path, fingerprint, answer: null, since: now });
      return null;
    }
    if (known.path !== path) throw otherPath(key, known.path, path);
    if (known.fingerprint !== fingerprint) throw otherParams(key);
    if (!known.answer) throw inUse(key);
    return known.answer;
  }

  keep(key: string, answer: Answer): void {
    const entry = this.#entries.get(key);
    if (entry) entry.answer = answer;
  }

  /** The call never began: its key is free. */
  free(key: string): void {
    this.#entries.delete(key);
  }

  #forgetOld(now: number): void {
    for (const [key, { since }] of this.#entries) {
      if (since > now - keptSeconds) return; // They stand in the order they came.
      this.#entries.delete(key);
    }
  }
}

function idempotencyError(status: 400 | 409, message: string, code?: string): Refusal {
  return new Refusal(status, { type: "idempotency_error", message, ...(code && { code }) });
}

function otherParams(key: string): Refusal {
  return idempotencyError(
    400,
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  );
}

function otherPath(key: string, first: string, now: string): Refusal {
  return idempotencyError(
    400,
    `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${now}' vs '${first}'). Try using a key other than '${key}' if you meant to execute a different request.`,
  );
}

function inUse(key: string): Refusal {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return idempotencyError(409, message, "idempotency_key_in_use");
}
