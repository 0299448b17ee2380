import type { Addresses } from "./world/addresses.ts";
import type { Calendars } from "./world/calendars.ts";
import type { Storage } from "./world/storage.ts";

/** Everything outside the house. Domain verbs that leave the house take it as their second argument. */
export type World = {
  mail: Mail;
  payments?: Payments;
  calendars?: Calendars;
  addresses?: Addresses;
  storage?: Storage;
};

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

/** What became of a question to a payment service. `refused`: it did nothing, for good (its own code). `away`: nobody knows; ask again later, in the same words. */
export type Told<T> =
  | { outcome: "done"; value: T }
  | { outcome: "refused"; code: string; about?: string | undefined }
  | { outcome: "away"; why: string };

/** A page where one payment is made, or a card is left; `reference` is our payment's id. Amounts are minor units. */
export type CheckoutWish = {
  reference: string;
  customer: string;
  /** Null where no money moves yet and a card is kept. */
  amount: number | null;
  currency: string;
  expiresAt: Date;
  returnUrl: string;
  cancelUrl: string;
  locale: string;
};

/** How such a page stands. `url` only while it is open; what came of it once it is complete. */
export type Checkout = {
  id: string;
  reference: string | null;
  status: "open" | "complete" | "expired";
  isPaid: boolean;
  url: string | null;
  intent: string | null;
  charge: Charge | null;
  card: Card | null;
};

/** A charge that went through. `fee`: what the service kept of it, minor units; null until it says so. */
export type Charge = { id: string; amount: number; fee: number | null };
export type Card = { id: string; brand: string; last4: string; expires: string };

/** A charge to a card that was kept, while nobody is there. */
export type ChargeWish = {
  reference: string;
  customer: string;
  card: string;
  amount: number;
  currency: string;
};
export type Charged = {
  intent: string;
  status: "succeeded" | "failed" | "pending";
  failure: string | null;
  charge: Charge | null;
};

export type RefundWish = { reference: string; intent: string; amount: number };
export type Refunded = { id: string; status: "pending" | "succeeded" | "failed"; failure: string | null };

export type Dispute = {
  id: string;
  intent: string | null;
  amount: number;
  /** What the service keeps for its trouble, so far; minor units. */
  fee: number;
  /** Whether its amount was taken from the practice: a bank that only asks takes nothing. */
  isTaken: boolean;
  reason: string;
  status: "open" | "sent" | "won" | "lost";
  dueBy: Date | null;
};

/** What the service says happened: ids and a type. `belongsTo` is what it is about, where it says so. */
export type PaymentEvent = {
  id: string;
  type: string;
  objectId: string | null;
  belongsTo: string | null;
  happenedAt: Date;
};

/** A line of the service's own account of a practice's money; minor units, what came in positive. */
export type BalanceLine = {
  id: string;
  kind: string;
  source: string | null;
  amount: number;
  fee: number;
  at: Date;
};

/** A practice's account at its payment service. Everything that moves money is done once by its `reference`, however often it is asked. */
export type Merchant = {
  addCustomer(reference: string): Promise<Told<string>>;
  openCheckout(wish: CheckoutWish): Promise<Told<Checkout>>;
  readCheckout(id: string): Promise<Told<Checkout>>;
  /** The checkout of a payment whose answer was lost; null when there surely is none. */
  findCheckout(customer: string, reference: string): Promise<Told<Checkout | null>>;
  /** Close a checkout before its time; one that is over or paid already is given as it stands. */
  closeCheckout(id: string): Promise<Told<Checkout>>;
  charge(wish: ChargeWish): Promise<Told<Charged>>;
  readCharge(intent: string): Promise<Told<Charged>>;
  /** The charge of a payment whose answer was lost; null when there surely is none. */
  findCharge(customer: string, reference: string): Promise<Told<Charged | null>>;
  refund(wish: RefundWish): Promise<Told<Refunded>>;
  readRefund(id: string): Promise<Told<Refunded>>;
  readDispute(id: string): Promise<Told<Dispute>>;
  /** Say what is to be said to the bank, once: one that was answered or decided is given as it stands. */
  answerDispute(id: string, evidence: Evidence): Promise<Told<Dispute>>;
  /** Let the bank have it; one that was decided is given as it stands. */
  closeDispute(id: string): Promise<Told<Dispute>>;
  eventsSince(since: Date): Promise<Told<PaymentEvent[]>>;
  balanceSince(since: Date): Promise<Told<BalanceLine[]>>;
  /** Whose account it is: to see that a key opens it, and in which currency it is settled. */
  account(): Promise<Told<{ id: string; currency: string }>>;
};

/** What is said to a bank about a payment it asks back: terms, booking, delivery; never a clinical word. */
export type Evidence = {
  serviceDate: string;
  description: string;
  refundPolicy: string;
  terms: string;
  attendance: string;
};

/** A message that says it is from the payment service, as it came. */
export type SignedMessage = { body: string; signature: string };

/** The payment service. `ofEnvironment`: the account whose keys the environment holds (decisions, 21). */
export type Payments = {
  ofEnvironment: { merchant: Merchant; webhookSecret: string | null } | null;
  withKey(secretKey: string): Merchant;
  /** What a message says, or null when its signature under `secret` is not right or too old at `now`. */
  readEvent(secret: string, message: SignedMessage, now: Date): Promise<PaymentEvent | null>;
};

/** A sealed data key: which ring key wrapped it, and the wrapping. */
export type WrappedKey = { ring: string; wrapped: Buffer };

/** Where a sealed text stands; bound to it as additional data, so it cannot be moved to another row or column. */
export type Shelf = { row: string; column: string };

/** What is done with the keys of the environment. Nobody else ever sees one. */
export type Vault = {
  newKey(): WrappedKey;
  /** The same data key under the ring's current key: what it sealed stays as it is. */
  rewrap(key: WrappedKey): WrappedKey;
  /** The ids of the keys that wrap data keys, the current one first. */
  ringKeys(): readonly [string, ...string[]];
  seal(key: WrappedKey, shelf: Shelf, text: string): Buffer;
  unseal(key: WrappedKey, shelf: Shelf, sealed: Buffer): string;
  /** A mailed token, the same for the same words each time; under the named ring key, or the current one. */
  token(purpose: string, id: string, sequence: number, ring?: string): { token: string; ring: string };
  /** The keyed hash of something we must recognise but not keep, such as a network address. */
  fingerprint(text: string): string;
};
