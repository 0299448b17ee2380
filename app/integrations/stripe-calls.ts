import { setTimeout as pause } from "node:timers/promises";
import type { Told } from "#app/world.ts";

/** What of an error of the SDK is read; never its message, which may quote what was sent. */
type Said = {
  type?: string;
  code?: string;
  decline_code?: string;
  param?: string;
  statusCode?: number;
  headers?: Record<string, string>;
  payment_intent?: { id?: string };
};

/** The same answer as before to the same key, errors too: https://docs.stripe.com/api/idempotent_requests */
const replayed = "replayed";

/** Somebody else asks under the same key at this moment, as two presses of one button do; the answer will be the same. */
const inUse = "409 idempotency_key_in_use";
/** How long such an answer is waited for, ms. */
const pauses = [50, 100, 200, 400, 800];

/**
 * How often a broken answer that Stripe keeps for a key is passed over by taking the next key: as often as anybody asks in
 * a day on which it only breaks, from the job and from the sweep. After that the first key is free again.
 */
const mostKeys = 1_000;

/**
 * Put a question to Stripe and tell what became of it. A 4xx is a refusal for good, but for those that pass by: a wrong
 * key that somebody will put right (401, 403), one key asked twice at once (409), too many (429).
 */
export async function asked<T>(call: () => Promise<T>): Promise<Told<T>> {
  try {
    return { outcome: "done", value: await call() };
  } catch (error) {
    const said: Said = Object(error);
    const { statusCode = 0, code, decline_code: declined, param, type, payment_intent: intent } = said;
    const name = declined ?? code ?? (param ? `${type ?? "invalid"}:${param}` : (type ?? "unknown"));
    if (passing(said)) return { outcome: "away", why: statusCode ? `${statusCode} ${name}` : name };
    if (statusCode >= 500) {
      const isKept = said.headers?.["idempotent-replayed"] === "true";
      return { outcome: "away", why: isKept ? replayed : `${statusCode} ${name}` };
    }
    return { outcome: "refused", code: name, ...(intent?.id && { about: intent.id }) };
  }
}

function passing({ statusCode = 0 }: Said): boolean {
  return statusCode < 400 || [401, 403, 408, 409, 429].includes(statusCode);
}

/**
 * Do something once, however often it is asked. `find` looks whether it was done before, for keys older than the day they
 * are kept, and for what a breakdown did all the same. A breakdown (5xx) is kept for its key too, so when it is replayed,
 * and nothing was done under it, the next key is taken; everybody takes the same one, in the same order.
 */
export async function once<T>(
  key: string,
  create: (key: string) => Promise<Told<T>>,
  find: () => Promise<Told<T | null>> = async () => ({ outcome: "done", value: null }),
): Promise<Told<T>> {
  const found = await find();
  if (found.outcome !== "done") return found;
  if (found.value !== null) return { outcome: "done", value: found.value };
  for (let nth = 1; nth <= mostKeys; nth++) {
    const made = await inLine(() => create(nth === 1 ? key : `${key}:${nth}`));
    if (made.outcome !== "away" || made.why !== replayed) return made;
  }
  return { outcome: "away", why: `${mostKeys} keys are spent` };
}

/** Ask again while the same is being asked by somebody else. */
async function inLine<T>(ask: () => Promise<Told<T>>): Promise<Told<T>> {
  for (const ms of pauses) {
    const told = await ask();
    if (told.outcome !== "away" || told.why !== inUse) return told;
    await pause(ms);
  }
  return ask();
}
