import type Stripe from "stripe";
import { disconnect, onboard, restrict } from "./accounts.ts";
import { applyCode } from "./checkout-discount.ts";
import * as checkout from "./checkout-finish.ts";
import { decide, dispute } from "./disputes.ts";
import type { Engine } from "./engine.ts";
import type { Merchant } from "./merchant.ts";
import { NotPossible } from "./not-possible.ts";
import type { CardKind } from "./payment-methods.ts";
import { arrive, failPayout } from "./payout-life.ts";
import { changeCard, endPlan, keepPlan } from "./portal-deeds.ts";
import { failRefund, succeedRefund } from "./refunds.ts";
import type { Kind, Kinds } from "./shelves.ts";

export type PortalDeed = {
  do: "card" | "end" | "keep";
  subscription?: string | undefined;
  card?: CardKind | undefined;
};

/** What a person does outside the API: pays, disputes, lets time pass. Shared by the pages, the scripts and the tests. */
export class Controls {
  readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** All there are of a kind, oldest first, of one account or of all. */
  list<K extends Kind>(kind: K, secretKey?: string): Kinds[K][] {
    this.engine.settle();
    const merchants = [...this.engine.merchants].filter(
      ([key]) => secretKey === undefined || key === secretKey,
    );
    return merchants.flatMap(([, merchant]) => [
      ...merchant.shelf(kind).all,
      ...[...merchant.connected.values()].flatMap((account) => account.shelf(kind).all),
    ]);
  }

  /** Everything that happened, oldest first. */
  events(secretKey?: string): Stripe.Event[] {
    return this.list("events", secretKey).sort((one, other) => one.created - other.created);
  }

  /** One of a kind, in whatever account it is. Refuses one that is not there. */
  find<K extends Kind>(kind: K, id: string): Kinds[K] {
    return this.owned(kind, id).thing;
  }

  /** Press the button with a card. Refuses (NotPossible) a session that is not open. */
  pay(session: string, card: CardKind = "ok"): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, (merchant, thing) => checkout.pay(merchant, thing, card));
  }

  /** The card is declined; the session stays open. */
  decline(session: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, checkout.fail);
  }

  /** Pay by debit, where the session offers it: complete now, the money later. */
  delay(session: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, checkout.delay);
  }

  delaySucceeds(session: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, checkout.delaySucceeds);
  }

  delayFails(session: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, checkout.delayFails);
  }

  /** Type a promotion code on the page. Refuses (NotPossible, or as Stripe does) one that is not good for it. */
  applyCode(session: string, code: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, (merchant, thing) => applyCode(merchant, thing, code));
  }

  /** What a customer does in their billing portal. Refuses (NotPossible) a plan that does not run. */
  inPortal(session: string, deed: PortalDeed): Stripe.BillingPortal.Session {
    return this.#do("billing-portal-sessions", session, (merchant, thing) => {
      if (deed.do === "card") changeCard(merchant, thing, deed.card ?? "ok");
      else if (deed.do === "end") endPlan(merchant, thing, deed.subscription ?? "");
      else keepPlan(merchant, thing, deed.subscription ?? "");
      return thing;
    });
  }

  /** End a session before its time. */
  expire(session: string): Stripe.Checkout.Session {
    return this.#do("checkout-sessions", session, (merchant, thing) => {
      if (thing.status !== "open") throw new NotPossible(`This session is ${thing.status}.`);
      return checkout.expire(merchant, thing);
    });
  }

  /** New refunds succeed at once, or wait for `succeedRefund` and `failRefund`. */
  newRefunds(mood: "succeed" | "wait"): void {
    this.engine.mood.refunds = mood;
  }

  succeedRefund(refund: string): Stripe.Refund {
    return this.#do("refunds", refund, (merchant, thing) => {
      if (thing.status !== "pending") throw new NotPossible(`This refund is ${thing.status}.`);
      succeedRefund(merchant, thing);
      return thing;
    });
  }

  /** The bank sends it back, while it waits or after it had succeeded. */
  failRefund(refund: string): Stripe.Refund {
    return this.#do("refunds", refund, (merchant, thing) => {
      if (thing.status === "failed") throw new NotPossible("This refund has failed already.");
      failRefund(merchant, thing);
      return thing;
    });
  }

  /** The customer's bank takes a payment back, whole unless told. */
  dispute(
    charge: string,
    wish: { amount?: number | undefined; reason?: string | undefined } = {},
  ): Stripe.Dispute {
    return this.#do("charges", charge, (merchant, thing) => dispute(merchant, thing, wish));
  }

  /** The bank decides for the practice, or against it. */
  decide(id: string, outcome: "won" | "lost"): Stripe.Dispute {
    return this.#do("disputes", id, (merchant, thing) => decide(merchant, thing, outcome));
  }

  /** A connected account finishes setting up, so that it can be paid. */
  onboard(account: string): Stripe.Account {
    return onboard(this.connected(account));
  }

  /** Stripe wants something more of a connected account and pays nothing out until `onboard`. */
  restrict(account: string): Stripe.Account {
    return restrict(this.connected(account));
  }

  /** A connected account takes the platform's access away. */
  disconnect(account: string): void {
    disconnect(this.connected(account));
  }

  /** A payout is in the bank, sooner than by itself. */
  arrive(payout: string): Stripe.Payout {
    return this.#do("payouts", payout, (merchant, thing) => {
      arrive(merchant, thing);
      return thing;
    });
  }

  /** The bank sends a payout back, even after it had arrived. */
  failPayout(payout: string): Stripe.Payout {
    return this.#do("payouts", payout, (merchant, thing) => {
      failPayout(merchant, thing);
      return thing;
    });
  }

  connected(account: string): Merchant {
    this.engine.settle();
    for (const platform of this.engine.merchants.values()) {
      const found = platform.connected.get(account);
      if (found) return found;
    }
    throw new NotPossible(`There is no such connected account: ${account}.`);
  }

  /** Let Stripe's clock run ahead of the one it was given, and bring what falls due by that. */
  advance(seconds: number): void {
    this.engine.clock.advance(seconds);
    this.engine.settle();
  }

  /** One of a kind and the account it belongs to. */
  owned<K extends Kind>(kind: K, id: string): { merchant: Merchant; thing: Kinds[K] } {
    this.engine.settle();
    for (const platform of this.engine.merchants.values()) {
      for (const merchant of [platform, ...platform.connected.values()]) {
        const thing = merchant.shelf(kind).find(id);
        if (thing) return { merchant, thing };
      }
    }
    throw new NotPossible(`There is no such thing among the ${kind}: ${id}.`);
  }

  #do<K extends Kind, T>(kind: K, id: string, what: (merchant: Merchant, thing: Kinds[K]) => T): T {
    const { merchant, thing } = this.owned(kind, id);
    return what(merchant, thing);
  }
}
