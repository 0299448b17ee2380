/** Everything outside the house. Domain verbs that leave the house take it as their second argument. */
export type World = { mail: Mail };

/** A finished letter. The same rows always make the same letter, to the byte. */
export type Letter = {
  from: string;
  to: string;
  replyTo?: string | undefined;
  subject: string;
  html: string;
  text: string;
  attachments: Attachment[];
};

/** `content` is the file's text, UTF-8. */
export type Attachment = { filename: string; contentType: string; content: string };

/**
 * What became of a letter we tried to hand over.
 * `sent`: the carrier has it. `not_sent`: it certainly has not; `permanent` when asking again will not help.
 * `perhaps`: the answer was lost (time-out, cut, 5xx), so only the same carrier with the same key may be asked again.
 */
export type Handed =
  | { outcome: "sent"; id: string }
  | { outcome: "not_sent"; permanent: boolean; why: string }
  | { outcome: "perhaps"; why: string };

export type Carrier = { hand(letter: Letter, idempotencyKey: string): Promise<Handed> };

/** What a mail service tells afterwards of a letter it took: once for each of its own ids, whatever the order. */
export type MailEvent = {
  id: string;
  kind: "delivered" | "delayed" | "bounced" | "complained";
  /** The letter, as the service named it. */
  carrierId: string;
  isPermanent: boolean;
  happenedAt: Date;
};

/** `from` is the deployment's own address. Resend is asked first where it is set up; SMTP stands in for it (decisions, 3). */
export type Mail = { from: string; resend?: Carrier; smtp?: Carrier };

/** A sealed data key: which ring key wrapped it, and the wrapping. */
export type WrappedKey = { ring: string; wrapped: Buffer };

/** Where a sealed text stands; bound to it as additional data, so it cannot be moved to another row or column. */
export type Shelf = { row: string; column: string };

/** What is done with the keys of the environment. Nobody else ever sees one. */
export type Vault = {
  newKey(): WrappedKey;
  seal(key: WrappedKey, shelf: Shelf, text: string): Buffer;
  unseal(key: WrappedKey, shelf: Shelf, sealed: Buffer): string;
  /** A mailed token, the same for the same words each time; under the named ring key, or the current one. */
  token(purpose: string, id: string, sequence: number, ring?: string): { token: string; ring: string };
  /** The keyed hash of something we must recognise but not keep, such as a network address. */
  fingerprint(text: string): string;
};
