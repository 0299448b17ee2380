import { html } from "hono/html";
import type Stripe from "stripe";
import { framed, type Markup } from "../../pages/frame.ts";
import { written } from "../money.ts";

/** The page where a therapist tells Stripe who they are. Here it is one press. */
export function connectPage(link: string, account: Stripe.Account): Markup {
  return framed(
    "Get paid · Sandbox",
    html`<h1>Get paid through Stripe</h1>
      <p class="quiet">This stands where Stripe would ask for a name, a document and a bank account. Nothing is asked here.</p>
      <p>${account.email ?? account.id}</p>
      <form method="post" action="/stripe/connect/${link}" class="buttons">
        <button name="do" value="finish">Everything is filled in</button>
        <button name="do" value="leave" class="second">Come back later</button>
      </form>`,
  );
}

/** What a therapist sees of their money at Stripe. */
export function expressPage(
  account: Stripe.Account,
  balance: { available: number; pending: number },
  payouts: readonly Stripe.Payout[],
): Markup {
  const currency = account.default_currency ?? "eur";
  return framed(
    "Your money at Stripe · Sandbox",
    html`<h1>Your money at Stripe</h1>
      <p class="quiet">This stands where Stripe’s own pages would. No money moves.</p>
      <dl>
        <dt>Available</dt>
        <dd>${written(balance.available, currency)}</dd>
        <dt>On its way</dt>
        <dd>${written(balance.pending, currency)}</dd>
      </dl>
      <h2>Deposits</h2>
      ${
        payouts.length === 0
          ? html`<p>None yet.</p>`
          : html`<ul class="list">
              ${payouts.map(
                (one) =>
                  html`<li>${written(one.amount, one.currency)} <span class="quiet">${one.status}, ${new Date(one.arrival_date * 1000).toISOString().slice(0, 10)}</span></li>`,
              )}
            </ul>`
      }`,
  );
}
