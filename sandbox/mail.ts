import { simpleParser } from "mailparser";
import type { Message } from "./inbox.ts";

/** What a person sees of a letter as it travelled by SMTP (RFC 5322). Throws when it is no letter. */
export async function readMail(raw: Buffer): Promise<Omit<Message, "id" | "to" | "at">> {
  const mail = await simpleParser(raw);
  return {
    from: mail.from?.text ?? "",
    subject: mail.subject ?? "",
    html: mail.html || "",
    text: mail.text ?? "",
    attachments: mail.attachments.map(({ filename, contentType, content, headers }) => ({
      filename: filename ?? "unnamed",
      contentType: withParameters(contentType, headers.get("content-type")),
      content: content.toString("base64"),
    })),
  };
}

/** The parser keeps `method=REQUEST` of a calendar file apart; people and tests look for it in the type. */
function withParameters(contentType: string, header: unknown): string {
  const parameters = Object.entries((Object(header).params ?? {}) as Record<string, string>);
  return [
    contentType,
    ...parameters.filter(([name]) => name !== "name").map(([name, value]) => `${name}=${value}`),
  ].join("; ");
}
