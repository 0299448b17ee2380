import { randomUUID } from "node:crypto";
import { Bounded } from "./bounded.ts";

/** `content` is base64. */
export type Attached = { filename: string; contentType: string; content: string };

/** A letter that arrived. `to` holds the bare addresses of everyone it reached, copies included. */
export type Message = {
  id: string;
  to: string[];
  from: string;
  subject: string;
  html: string;
  text: string;
  attachments: Attached[];
  at: string;
};

const KEPT = 2_000;

/** Every mailbox of the sandbox in one: letters from Resend and from SMTP alike, newest last. */
export class Inbox {
  readonly #messages = new Bounded<Message>(KEPT);

  put(letter: Omit<Message, "id">): Message {
    const message = { id: randomUUID(), ...letter };
    this.#messages.add(message);
    return message;
  }

  /** All letters, or those to one address, in whatever case it is written. */
  list(to?: string): Message[] {
    const address = to?.trim().toLowerCase();
    return this.#messages.all.filter((message) => !address || message.to.includes(address));
  }

  find(id: string): Message | undefined {
    return this.#messages.all.find((message) => message.id === id);
  }

  clear(): void {
    this.#messages.clear();
  }
}

/** The bare, lower-case address of `Name <name@example.com>` or `name@example.com`. */
export function bareAddress(written: string): string {
  const inBrackets = /<([^<>]+)>\s*$/.exec(written)?.[1];
  return (inBrackets ?? written).trim().toLowerCase();
}
