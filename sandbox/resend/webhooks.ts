import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { WebhookEventPayload } from "resend";
import type { Faults } from "../faults.ts";
import type { Email } from "./emails.ts";

/** Where the webhook stands, and the secret it is signed with (`whsec_…`). */
export type Hook = { url: string; secret: string };

type Kind = Extract<
  WebhookEventPayload["type"],
  "email.sent" | "email.delivered" | "email.bounced" | "email.complained" | "email.suppressed"
>;
type Message = { id: string; to: string[]; body: string };

const pause = 100;
/** Resend tries again after a while when it is not answered with 2xx; ours is less patient. */
const tries = [0, 500, 2_000, 5_000, 15_000];

/**
 * Tells the app what became of each email, signed as Svix signs (https://docs.svix.com/receiving/verifying-payloads/how-manual).
 * Can be asked to hold its messages back, shuffle them and send them twice (/control/faults).
 */
export class Webhooks {
  readonly #hook: Hook | undefined;
  readonly #faults: Faults;
  readonly #now: () => Date;
  readonly #closing: AbortSignal;
  #waiting: Message[] = [];
  #isFlushing = false;

  constructor(hook: Hook | undefined, faults: Faults, now: () => Date, closing: AbortSignal) {
    this.#hook = hook;
    this.#faults = faults;
    this.#now = now;
    this.#closing = closing;
  }

  tell(email: Email, type: Kind): void {
    if (!this.#hook) return;
    const body = JSON.stringify(eventOf(email, type, this.#now()));
    this.#waiting.push({ id: `msg_${randomUUID().replaceAll("-", "")}`, to: email.to, body });
    void this.#flush();
  }

  clear(): void {
    this.#waiting = [];
  }

  async #flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    while (this.#waiting.length > 0 && !this.#closing.aborted) {
      await this.#wait(pause);
      const where = this.#waiting.flatMap(({ to }) => to);
      if (this.#faults.take("resend", where, ["hold-webhooks"])) continue;
      const isShuffled = this.#faults.take("resend", where, ["shuffle-webhooks"]) !== undefined;
      const isTwice = this.#faults.take("resend", where, ["duplicate-webhook"]) !== undefined;
      const messages = this.#waiting.splice(0);
      if (isShuffled) messages.sort(() => Math.random() - 0.5);
      for (const message of isTwice ? [...messages, ...messages] : messages) void this.#send(message);
    }
    this.#isFlushing = false;
  }

  async #send({ id, body }: Message): Promise<void> {
    if (!this.#hook) return;
    for (const ms of tries) {
      await this.#wait(ms);
      if (this.#closing.aborted) return;
      const headers = { "content-type": "application/json", ...signed(this.#hook.secret, id, body) };
      const answer = await fetch(this.#hook.url, { method: "POST", headers, body }).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) return;
    }
  }

  async #wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#closing, ref: false }).catch(() => undefined);
  }
}

/** The headers that prove who speaks: the message's id, the second it is sent, and both with the body under the secret. */
export function signed(secret: string, id: string, body: string, at = new Date()): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
}

function eventOf(email: Email, type: Kind, at: Date): unknown {
  const about = {
    created_at: email.createdAt.toISOString(),
    email_id: email.id,
    message_id: `<${email.id}@resend.sandbox>`,
    from: email.from,
    to: email.to,
    subject: email.subject,
  };
  const diagnosticCode = ["smtp; 550 5.1.1 user unknown"];
  const bounce = {
    diagnosticCode,
    message: "The recipient's mail server said there is no such mailbox.",
    subType: "General",
    type: "Permanent",
  };
  const suppressed = {
    diagnosticCode,
    message: "The address is on the suppression list.",
    reason: "previous_bounce",
    type: "OnAccountSuppressionList",
  };
  const data = {
    ...about,
    ...(type === "email.bounced" && { bounce }),
    ...(type === "email.suppressed" && { suppressed }),
  };
  return { type, created_at: at.toISOString(), data };
}
