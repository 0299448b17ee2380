import { randomUUID } from "node:crypto";
import type { GetEmailResponseSuccess } from "resend";
import { type Attached, bareAddress, type Inbox } from "../inbox.ts";
import type { Webhooks } from "./webhooks.ts";

/** An email that has passed every rule. */
export type Draft = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string;
  text: string;
  attachments: Attached[];
  tags: { name: string; value: string }[];
  scheduledAt: Date | null;
};

type LastEvent = GetEmailResponseSuccess["last_event"];
export type Email = Draft & { id: string; createdAt: Date; lastEvent: LastEvent };

const KEPT = 2_000;

/** Resend's test addresses, which may carry a label after a plus. Source: resend.com/docs/dashboard/emails/send-test-emails */
/** And ours, at any host: what is written to `bounce@…` comes back, what is written to `complain@…` is unwelcome. */
const OWN_TEST_ADDRESS = /^(bounce|complain)(\+[^@]*)?@/;

const TEST_ADDRESS = /^(delivered|bounced|complained|suppressed)(\+[^@]*)?@resend\.dev$/;

/** What Resend has been given. An email reaches the inbox at once, or when its time has come. */
export class Emails {
  readonly #emails = new Map<string, Email>();
  readonly #inbox: Inbox;
  readonly #webhooks: Webhooks;
  readonly #now: () => Date;

  constructor(inbox: Inbox, webhooks: Webhooks, now: () => Date) {
    this.#inbox = inbox;
    this.#webhooks = webhooks;
    this.#now = now;
  }

  send(draft: Draft): string {
    const email: Email = { ...draft, id: randomUUID(), createdAt: this.#now(), lastEvent: "scheduled" };
    this.#emails.set(email.id, email);
    const oldest = this.#emails.keys().next();
    if (this.#emails.size > KEPT && !oldest.done) this.#emails.delete(oldest.value);
    this.deliverDue();
    return email.id;
  }

  /** Newest first, as Resend lists them. */
  list(): Email[] {
    this.deliverDue();
    return [...this.#emails.values()].reverse();
  }

  find(id: string): Email | undefined {
    this.deliverDue();
    return this.#emails.get(id);
  }

  /** Brings what is scheduled for now or earlier; called before anyone looks, so no timer is needed. */
  deliverDue(): void {
    const now = this.#now();
    for (const email of this.#emails.values()) {
      if (email.lastEvent === "scheduled" && (email.scheduledAt ?? now) <= now) this.#deliver(email, now);
    }
  }

  clear(): void {
    this.#emails.clear();
  }

  #deliver(email: Email, at: Date): void {
    const to = [...email.to, ...email.cc, ...email.bcc].map(bareAddress);
    email.lastEvent = fateOf(to);
    this.#webhooks.tell(email, "email.sent");
    if (email.lastEvent === "bounced" || email.lastEvent === "suppressed") {
      this.#webhooks.tell(email, `email.${email.lastEvent}`);
      return;
    }
    this.#webhooks.tell(email, "email.delivered");
    if (email.lastEvent === "complained") this.#webhooks.tell(email, "email.complained");
    const { from, subject, html, text, attachments } = email;
    this.#inbox.put({ to, from, subject, html, text, attachments, at: at.toISOString() });
  }
}

const own = new Map<string, LastEvent>([
  ["bounce", "bounced"],
  ["complain", "complained"],
]);

function fateOf(recipients: string[]): LastEvent {
  const marked = recipients
    .map((address) => TEST_ADDRESS.exec(address)?.[1] ?? own.get(OWN_TEST_ADDRESS.exec(address)?.[1] ?? ""))
    .find((event) => event !== undefined);
  return (marked ?? "delivered") as LastEvent;
}
