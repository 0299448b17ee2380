import { createHmac, randomUUID } from "node:crypto";
import type { WebhookEventPayload } from "resend";
import { type Postman, posted } from "../postman.ts";
import type { Email } from "./emails.ts";

/** Where the webhook stands, and the secret it is signed with (`whsec_…`). */
export type Hook = { url: string; secret: string };

type Kind = Extract<
  WebhookEventPayload["type"],
  "email.sent" | "email.delivered" | "email.bounced" | "email.complained" | "email.suppressed"
>;
/**
 * Tells the app what became of each email, signed as Svix signs (https://docs.svix.com/receiving/verifying-payloads/how-manual).
 */
export class Webhooks {
  readonly #hook: Hook | undefined;
  readonly #postman: Postman;
  readonly #now: () => Date;

  constructor(hook: Hook | undefined, postman: Postman, now: () => Date) {
    this.#hook = hook;
    this.#postman = postman;
    this.#now = now;
  }

  tell(email: Email, type: Kind): void {
    const hook = this.#hook;
    if (!hook) return;
    const body = JSON.stringify(eventOf(email, type, this.#now()));
    const id = `msg_${randomUUID().replaceAll("-", "")}`;
    const headers = () => ({ "content-type": "application/json", ...signed(hook.secret, id, body) });
    this.#postman.add({ where: email.to, send: () => posted(hook.url, headers(), body) });
  }

  clear(): void {
    this.#postman.clear();
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
