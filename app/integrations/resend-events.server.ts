import { Resend } from "resend";
import { z } from "zod";
import type { MailEvent } from "#app/world.ts";

/** What of an event is read, as Resend documents it: https://resend.com/docs/webhooks/event-types */
const schema = z.object({
  type: z.string().max(100),
  created_at: z.coerce.date(),
  data: z.object({
    email_id: z.string().min(1).max(200).optional(),
    bounce: z.object({ type: z.string() }).partial().optional(),
  }),
});

const kinds = new Map<string, MailEvent["kind"]>([
  ["email.delivered", "delivered"],
  ["email.delivery_delayed", "delayed"],
  ["email.bounced", "bounced"],
  ["email.failed", "bounced"],
  ["email.suppressed", "bounced"],
  ["email.complained", "complained"],
]);

/**
 * Reads what Resend tells by webhook: the event when the signature over the raw body is right and at most five minutes
 * old (Svix's scheme, checked by Resend's own SDK), `unknown` when it is right but about nothing we follow, and null when
 * it is not Resend who speaks. Addresses and subjects in it are not passed on.
 */
export function resendEvents(secret: string) {
  const { webhooks } = new Resend("re_only_to_verify");
  return function read(headers: Headers, payload: string): MailEvent | "unknown" | null {
    const id = headers.get("svix-id") ?? headers.get("webhook-id") ?? "";
    const timestamp = headers.get("svix-timestamp") ?? headers.get("webhook-timestamp") ?? "";
    const signature = headers.get("svix-signature") ?? headers.get("webhook-signature") ?? "";
    try {
      webhooks.verify({ webhookSecret: secret, headers: { id, timestamp, signature }, payload });
    } catch {
      return null;
    }
    return id.length <= 200 ? (understood(id, payload) ?? "unknown") : "unknown";
  };
}

function understood(id: string, payload: string): MailEvent | null {
  const said = schema.safeParse(JSON.parse(payload));
  if (!said.success) return null;
  const { type, created_at: happenedAt, data } = said.data;
  const kind = kinds.get(type);
  if (!kind || !data.email_id) return null;
  const isPermanent = type === "email.suppressed" || data.bounce?.type === "Permanent";
  return { id, kind, carrierId: data.email_id, isPermanent, happenedAt };
}
