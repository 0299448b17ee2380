import { html } from "hono/html";
import type Stripe from "stripe";
import { framed, type Markup } from "../../pages/frame.ts";
import { delayedWay } from "../checkout-finish.ts";
import type { Item } from "../line-items.ts";
import { written } from "../money.ts";
import { cardChoice } from "./cards.ts";

type Session = Stripe.Checkout.Session;

/** The page where somebody pays, or does not. One press is enough; nothing on it needs a script. */
export function checkoutPage(session: Session, items: readonly Item[], notice?: string): Markup {
  return framed(
    `${titleOf(session)} · Sandbox`,
    html`<h1>${titleOf(session)}</h1>
      <p class="quiet">This stands where Stripe’s page would. No money moves.</p>
      ${notice === undefined ? "" : html`<p role="alert" class="notice">${notice}</p>`}
      ${bill(session, items)}
      ${choices(session)}`,
  );
}

/** Where the session leads back to, with its id filled in as Stripe fills it. */
export function filledIn(url: string, { id }: Session): string {
  return url.replaceAll("{CHECKOUT_SESSION_ID}", id);
}

function titleOf(session: Session): string {
  if (session.status === "expired") return "This page has expired";
  if (session.status === "complete") return isUnderway(session) ? "The debit is under way" : "All done";
  if (session.mode === "setup") return "Save a card";
  return session.amount_total === null ? "Pay" : `Pay ${moneyOf(session, session.amount_total)}`;
}

function bill(session: Session, items: readonly Item[]): Markup | "" {
  if (items.length === 0) return "";
  const { amount_discount: discount = 0 } = session.total_details ?? {};
  return html`<h2>What it is for</h2>
    <ul class="list">
      ${items.map(
        (item) =>
          html`<li>${item.description} <span class="quiet">${item.quantity} × ${moneyOf(session, item.price.unit_amount ?? 0)}${each(item)}</span></li>`,
      )}
      ${discount === 0 ? "" : html`<li>Discount <span class="quiet">−${moneyOf(session, discount)}</span></li>`}
    </ul>`;
}

function choices(session: Session): Markup | "" {
  const action = `/stripe/checkout/${session.id}`;
  const back = session.cancel_url ? filledIn(session.cancel_url, session) : null;
  if (session.status === "expired")
    return html`<p>${back === null ? "" : html`<a href="${back}">Back</a>`}</p>`;
  if (session.status === "complete") {
    return html`${
      isUnderway(session)
        ? html`<form method="post" action="${action}" class="buttons">
            <button name="do" value="delay-succeeds">The money arrives</button>
            <button name="do" value="delay-fails" class="second">The debit fails</button>
          </form>`
        : ""
    }
    ${session.success_url ? html`<p><a href="${filledIn(session.success_url, session)}">Go on</a></p>` : ""}`;
  }
  const isPayment = session.mode === "payment" && session.amount_total !== 0;
  return html`<form method="post" action="${action}">
      ${cardChoice}
      <p class="buttons">
        <button name="do" value="pay">${buttonOf(session)}</button>
        ${isPayment ? html`<button name="do" value="fail" class="second">Pay with a card that is declined</button>` : ""}
        ${delayedWay(session) ? html`<button name="do" value="delay" class="second">Pay by bank debit, which takes days</button>` : ""}
        ${back === null ? "" : html`<button name="do" value="cancel" class="second">Back without paying</button>`}
      </p>
    </form>
    ${session.allow_promotion_codes ? codeForm(action) : ""}
    <p><a href="/">Leave</a> <span class="quiet">and decide nothing: the page stays open until ${clockOf(session)}.</span></p>`;
}

function buttonOf({ mode }: Session): string {
  if (mode === "setup") return "Save this card";
  return mode === "subscription" ? "Subscribe" : "Pay now";
}

function codeForm(action: string): Markup {
  return html`<form method="post" action="${action}">
    <label>Promotion code <input name="code" required autocomplete="off" /></label>
    <p class="buttons"><button name="do" value="apply-code" class="second">Apply</button></p>
  </form>`;
}

function isUnderway({ status, payment_status, amount_total, mode }: Session): boolean {
  return status === "complete" && mode === "payment" && payment_status === "unpaid" && amount_total !== 0;
}

function each({ price: { recurring } }: Item): string {
  return recurring
    ? ` every ${recurring.interval_count === 1 ? "" : `${recurring.interval_count} `}${recurring.interval}`
    : "";
}

function moneyOf({ currency }: Session, amount: number): string {
  return written(amount, currency ?? "eur");
}

function clockOf({ expires_at }: Session): Markup {
  const at = new Date(expires_at * 1000).toISOString();
  return html`<time datetime="${at}">${at.slice(0, 16).replace("T", " ")} UTC</time>`;
}
