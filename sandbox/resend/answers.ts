import type { GetEmailResponseSuccess, ListEmailsResponseSuccess } from "resend";
import { z } from "zod";
import type { Email } from "./emails.ts";
import { invalid } from "./refusal.ts";

/** Up to 100 emails, newest first, after or before the one with a given id. */
export function page(emails: Email[], query: URLSearchParams): ListEmailsResponseSuccess {
  const limit = z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .safeParse(query.get("limit") ?? 20);
  if (!limit.success) throw invalid("The `limit` must be between 1 and 100.");
  const after = emails.findIndex(({ id }) => id === query.get("after"));
  const before = emails.findIndex(({ id }) => id === query.get("before"));
  const from = after >= 0 ? after + 1 : before >= 0 ? Math.max(0, before - limit.data) : 0;
  const to = before >= 0 ? before : from + limit.data;
  return {
    object: "list",
    has_more: before >= 0 ? from > 0 : to < emails.length,
    data: emails.slice(from, to).map(shown),
  };
}

/** An email as `GET /emails/:id` tells it. What is missing is empty, not null: the contract knows no nulls here. */
export function shown(email: Email): GetEmailResponseSuccess {
  return {
    object: "email",
    id: email.id,
    message_id: `<${email.id}@resend.sandbox>`,
    to: email.to,
    from: email.from,
    created_at: email.createdAt.toISOString(),
    subject: email.subject,
    html: email.html,
    text: email.text,
    bcc: email.bcc,
    cc: email.cc,
    reply_to: email.replyTo,
    last_event: email.lastEvent,
    scheduled_at: email.scheduledAt?.toISOString() ?? null,
    tags: email.tags,
  };
}
