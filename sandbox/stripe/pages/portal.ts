import { html } from "hono/html";
import type Stripe from "stripe";
import { framed, type Markup } from "../../pages/frame.ts";
import { written } from "../money.ts";
import type { shownIn } from "../portal-deeds.ts";
import { cardChoice } from "./cards.ts";

type Shown = ReturnType<typeof shownIn>;

/** The page where a customer looks after their plan and card. */
export function portalPage(session: Stripe.BillingPortal.Session, shown: Shown, notice?: string): Markup {
  const action = `/stripe/portal/${session.id}`;
  return framed(
    "Your plan · Sandbox",
    html`<h1>Your plan</h1>
      <p class="quiet">This stands where Stripe’s billing portal would. No money moves.</p>
      ${notice === undefined ? "" : html`<p role="alert" class="notice">${notice}</p>`}
      ${shown.subscriptions.length === 0 ? html`<p>No plan runs.</p>` : shown.subscriptions.map((one) => plan(one, action))}
      <h2>Card</h2>
      <p>${shown.card?.card ? `${shown.card.card.brand} ending ${shown.card.card.last4}` : "No card is saved."}</p>
      <form method="post" action="${action}">
        ${cardChoice}
        <p class="buttons"><button name="do" value="card">Use this card from now on</button></p>
      </form>
      <h2>Invoices</h2>
      ${shown.invoices.length === 0 ? html`<p>None yet.</p>` : html`<ul class="list">${shown.invoices.map(invoice)}</ul>`}
      ${session.return_url ? html`<p><a href="${session.return_url}">Back</a></p>` : ""}`,
  );
}

function plan(one: Stripe.Subscription, action: string): Markup {
  const [item] = one.items.data;
  const price = item ? written((item.price.unit_amount ?? 0) * (item.quantity ?? 1), one.currency) : "";
  const until = dayOf(item?.current_period_end ?? one.start_date);
  return html`<form method="post" action="${action}">
    <input type="hidden" name="subscription" value="${one.id}" />
    <p>${price} every ${item?.price.recurring?.interval ?? "period"}, ${one.status}, ${one.cancel_at === null ? "until" : "ends"} ${until}</p>
    <p class="buttons">
      ${
        one.cancel_at === null
          ? html`<button name="do" value="end" class="second">End this plan</button>`
          : html`<button name="do" value="keep">Keep this plan after all</button>`
      }
    </p>
  </form>`;
}

function invoice({ number, total, currency, status, created }: Stripe.Invoice): Markup {
  return html`<li>${number} <span class="quiet">${written(total, currency)}, ${status}, ${dayOf(created)}</span></li>`;
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
