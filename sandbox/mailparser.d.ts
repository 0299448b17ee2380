/** mailparser ships no types; these are the parts the SMTP catcher reads. */
declare module "mailparser" {
  import type { Readable } from "node:stream";

  type Addresses = { text: string; value: { address?: string; name: string }[] };
  export type ParsedMail = {
    from?: Addresses;
    subject?: string;
    messageId?: string;
    html?: string | false;
    text?: string;
    attachments: { filename?: string; contentType: string; content: Buffer; headers: Map<string, unknown> }[];
  };
  export function simpleParser(source: Readable | Buffer | string): Promise<ParsedMail>;
}
