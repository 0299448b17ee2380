import { z } from "zod";
import type { Draft } from "./emails.ts";
import { invalid, missing, Refusal } from "./refusal.ts";

const MOST_RECIPIENTS = 50;
const MOST_BYTES = 40 * 1_024 * 1_024;
const CONTROL = /\p{Cc}/u;
const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\]+$/;

const oneOrMany = z.union([z.string(), z.array(z.string())]);
const wire = z.object({
  from: z.string().optional(),
  to: oneOrMany.optional(),
  cc: oneOrMany.nullish(),
  bcc: oneOrMany.nullish(),
  reply_to: oneOrMany.nullish(),
  subject: z.string().optional(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  template: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).nullish(),
  scheduled_at: z.string().nullish(),
  attachments: z
    .array(
      z.object({
        filename: z.string().optional(),
        content: z.string().optional(),
        content_type: z.string().optional(),
        path: z.string().optional(),
      }),
    )
    .nullish(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
type Wire = z.infer<typeof wire>;

/**
 * The email in a request body. Refuses, as Resend does, what is missing, misshapen or too much; fields it does not
 * know are passed over, as the contract allows. Resend also refuses recipients at example.com and the like; the
 * sandbox takes them, because that is where people in tests and demos live.
 * Source: https://resend.com/docs/api-reference/errors
 */
export function draftFrom(body: unknown): Draft {
  const email = shaped(body);
  if (!email.from) throw missing("`from`");
  const to = many(email.to);
  if (to.length === 0) throw missing("`to`");
  if (!email.subject) throw missing("`subject`");
  if (email.template !== undefined) throw invalid("The `template` could not be found.");
  if (!email.html && !email.text) throw missing("`html` or `text`");

  if (CONTROL.test(email.subject)) throw invalid("The `\\n` is not allowed in the `subject` field.");
  if (to.length > MOST_RECIPIENTS)
    throw invalid(`The \`to\` field can have at most ${MOST_RECIPIENTS} recipients.`);
  return {
    from: mailbox("from", email.from),
    to: mailboxes("to", to),
    cc: mailboxes("cc", many(email.cc)),
    bcc: mailboxes("bcc", many(email.bcc)),
    replyTo: mailboxes("reply_to", many(email.reply_to)),
    subject: email.subject,
    html: email.html ?? "",
    text: email.text ?? "",
    attachments: (email.attachments ?? []).map(attached),
    tags: tags(email.tags ?? []),
    scheduledAt: headersChecked(email).scheduled_at ? scheduleFrom(email.scheduled_at) : null,
  };
}

/** An instant in ISO 8601, with its zone. Refuses everything else. */
export function scheduleFrom(written: unknown): Date {
  const read = z.iso.datetime({ offset: true }).safeParse(written);
  if (!read.success) throw invalid("Invalid `scheduled_at` field. The date should be in ISO 8601 format.");
  return new Date(read.data);
}

function shaped(body: unknown): Wire {
  const read = wire.safeParse(body);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join(".") ?? "";
  throw invalid(
    field ? `The \`${field}\` field has the wrong type.` : "The request body must be a JSON object.",
  );
}

function many(value: string | string[] | null | undefined): string[] {
  const list = typeof value === "string" ? [value] : (value ?? []);
  return list.filter((entry) => entry !== "");
}

function mailboxes(field: string, written: string[]): string[] {
  return written.map((one) => mailbox(field, one));
}

function mailbox(field: string, written: string): string {
  const named = /^(?:"(?:[^"\\]|\\.)*"\s*|[^<>"]*)<([^<>]*)>$/.exec(written.trim());
  const address = named?.[1] ?? written.trim();
  if (CONTROL.test(written) || !ADDRESS.test(address)) {
    const formats = "`email@example.com` or `Name <email@example.com>`";
    throw invalid(`Invalid \`${field}\` field. The email address needs to follow the ${formats} format.`);
  }
  return written.trim();
}

function attached(file: NonNullable<Wire["attachments"]>[number]): Draft["attachments"][number] {
  if (file.path !== undefined)
    throw badAttachment("The sandbox fetches nothing: send `content`, not `path`.");
  if (!file.content) throw badAttachment("Attachment must have either a `content` or `path`.");
  if (!file.filename || CONTROL.test(file.filename))
    throw badAttachment("Attachment must have a `filename`.");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(file.content))
    throw badAttachment("Attachment `content` must be base64.");
  if (file.content.length > MOST_BYTES) throw badAttachment("Attachments can have at most 40 MB.");
  const contentType = file.content_type ?? "application/octet-stream";
  if (CONTROL.test(contentType)) throw badAttachment("Attachment `content_type` must be one line.");
  return { filename: file.filename, contentType, content: file.content };
}

function badAttachment(message: string): Refusal {
  return new Refusal(422, "invalid_attachment", message);
}

function tags(written: Draft["tags"]): Draft["tags"] {
  const plain = /^[A-Za-z0-9_-]{1,256}$/;
  if (written.every(({ name, value }) => plain.test(name) && plain.test(value))) return written;
  throw invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
}

function headersChecked(email: Wire): Wire {
  const written = Object.entries(email.headers ?? {});
  const sound = written.every(([name, value]) => /^[!-9;-~]+$/.test(name) && !CONTROL.test(value));
  if (!sound) throw invalid("The `headers` field holds a name or value that is not allowed.");
  return email;
}
