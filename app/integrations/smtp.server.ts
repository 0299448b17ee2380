import { createHash } from "node:crypto";
import type { SMTPTransportOptions } from "nodemailer/lib/smtp-transport";
import type { Carrier, Handed, Letter } from "#app/world.ts";
import { headerLine } from "./header-line.ts";

type Setup = { url: string; timeoutMs?: number };

/**
 * The carrier of letters by SMTP. `url` is `smtp://` or `smtps://` with user and password; `?requireTLS=true` insists
 * on STARTTLS. `timeoutMs` bounds one attempt. SMTP knows no idempotency keys: the Message-ID is made from the key,
 * so that a mailbox or a person can tell a letter that came twice.
 */
export function smtpCarrier({ url, timeoutMs = 30_000 }: Setup): Carrier {
  return { hand: (letter, idempotencyKey) => hand({ url, timeoutMs }, letter, idempotencyKey) };
}

async function hand({ url, timeoutMs }: Required<Setup>, letter: Letter, key: string): Promise<Handed> {
  const { createTransport } = await import("nodemailer"); // Most processes never need it.
  const progress = { begun: false };
  const transport = createTransport({ ...connection(url), logger: watching(progress) });
  try {
    const mail = { ...asMail(letter), messageId: messageIdOf(letter, key) };
    const { messageId } = await transport.sendMail({ ...mail, signal: AbortSignal.timeout(timeoutMs) });
    return { outcome: "sent", id: messageId };
  } catch (error) {
    return notTaken(Object(error), progress.begun);
  } finally {
    transport.close();
  }
}

function connection(url: string): SMTPTransportOptions {
  return { url, disableFileAccess: true, disableUrlAccess: true, transactionLog: true };
}

/**
 * A connection that breaks looks the same to nodemailer at every stage, but only after the server's 354 does the
 * letter itself travel (RFC 5321, 4.1.1.4). The transcript is the one place that tells; nothing of it is kept.
 */
function watching(progress: { begun: boolean }): SMTPTransportOptions["logger"] {
  return {
    debug(entry: unknown, line: unknown) {
      if (Object(entry).tnx === "server" && String(line).startsWith("354")) progress.begun = true;
    },
  };
}

function asMail(letter: Letter) {
  return {
    from: headerLine(letter.from),
    to: { name: "", address: headerLine(letter.to) },
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

function messageIdOf({ from }: Letter, key: string): string {
  const domain = /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? "localhost";
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${domain}>`;
}

type Failure = { code?: string; command?: string; responseCode?: number };

/**
 * A reply of 4xx or 5xx says the letter was not taken, wherever it came; 5xx to an address or a letter says it never
 * will be (a refused password can be put right). Without a reply it depends on whether the letter was on its way.
 */
function notTaken({ code = "unknown", command = "", responseCode = 0 }: Failure, begun: boolean): Handed {
  const why = ["SMTP", code, command, responseCode || ""].filter(Boolean).join(" ");
  if (begun && responseCode < 400) return { outcome: "perhaps", why };
  const aboutTheLetter = code === "EENVELOPE" || code === "EMESSAGE";
  const forGood = responseCode >= 500 || command === "API";
  return { outcome: "not_sent", permanent: aboutTheLetter && forGood, why };
}
