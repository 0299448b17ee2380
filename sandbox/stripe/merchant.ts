import type Stripe from "stripe";
import { Agenda } from "./agenda.ts";
import type { Clock } from "./clock.ts";
import { anId } from "./ids.ts";
import type { Endpoint, Outbox } from "./outbox.ts";
import { type Kind, type Kinds, type Shelf, Shelves } from "./shelves.ts";
import { apiVersion } from "./version.ts";

/** Who asked, while a call is answered: what its events tell of it, and where its pages are. */
export type Cause = { id: string; idempotencyKey: string | null; origin: string };

/** How the outside of Stripe behaves: what a person at the controls can change. */
export type Mood = { refunds: "succeed" | "wait" };

export type Link = { account: string; returnUrl: string; refreshUrl: string; expiresAt: number };

type Shared = { clock: Clock; outbox: Outbox; mood: Mood };

/**
 * One Stripe account with everything it has. Each secret key has its own and none sees another; connected accounts
 * have theirs within it.
 */
export class Merchant {
  readonly id = anId("acct_", 16);
  readonly agenda = new Agenda();
  readonly mood: Mood;
  readonly endpoints = new Map<string, Endpoint>();
  readonly connected = new Map<string, Merchant>();
  /** The ids of the balance transactions in each payout. */
  readonly paidOut = new Map<string, readonly string[]>();
  /** What the account was opened in; its balance is told in it while nothing has moved. */
  currency = "eur";
  readonly platform: Merchant | null;
  /** The links to Stripe's pages where a connected account is set up; each is good once. */
  readonly links = new Map<string, Link>();
  cause: Cause | null = null;
  readonly #shelves = new Shelves();
  readonly #shared: Shared;
  #moment: number | null = null;

  constructor(shared: Shared, platform: Merchant | null = null) {
    this.#shared = shared;
    this.mood = shared.mood;
    this.platform = platform;
  }

  /** Seconds since 1970; while something that fell due is brought, the second it was due. */
  get now(): number {
    return this.#moment ?? this.#shared.clock.seconds;
  }

  shelf<K extends Kind>(kind: K): Shelf<Kinds[K]> {
    return this.#shelves.of(kind);
  }

  find(id: string): object | undefined {
    return this.#shelves.find(id);
  }

  /** Bring what has fallen due, here and in the connected accounts. */
  settle(): void {
    const now = this.#shared.clock.seconds;
    const { cause } = this;
    this.cause = null;
    for (let due = this.agenda.take(now); due; due = this.agenda.take(now)) {
      this.#moment = due.at;
      due.run();
    }
    this.#moment = null;
    this.cause = cause;
    for (const account of this.connected.values()) account.settle();
  }

  /** Let Stripe's clock run ahead, and bring what falls due by that. */
  advance(seconds: number): void {
    this.#shared.clock.advance(seconds);
    this.settle();
  }

  /** A new connected account within this one. */
  connect(): Merchant {
    const account = new Merchant(this.#shared, this);
    this.connected.set(account.id, account);
    return account;
  }

  /** The endpoints that hear of this account: a platform's own, or those it has for its connected accounts. */
  listeners(): Endpoint[] {
    const all = [...(this.platform ?? this).endpoints.values()];
    return all.filter(
      ({ of = "both" }) => of === "both" || (of === "connected") === (this.platform !== null),
    );
  }

  /** Say that something happened: it stands in the list of events and goes to the endpoints that want it. */
  tell(type: Stripe.Event.Type, object: object, previous?: object): void {
    const event = {
      id: anId("evt_1", 23),
      object: "event",
      ...(this.platform && { account: this.id }),
      api_version: apiVersion,
      created: this.now,
      data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 0,
      request: this.cause && { id: this.cause.id, idempotency_key: this.cause.idempotencyKey },
      type,
    } as unknown as Stripe.Event;
    this.shelf("events").put(event);
    this.#shared.outbox.add(event, this.listeners());
  }
}
