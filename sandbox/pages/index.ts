import { html } from "hono/html";
import { framed, type Markup } from "./frame.ts";

/** What this process stands for, and where to look. */
export function indexPage(counts: { mail: number; requests: number; faults: number }): Markup {
  return framed(
    "Sandbox",
    html`<h1>The outside world, in a box</h1>
      <p>Mail, payments and calendars for demo, development and tests. Nothing leaves this machine.</p>
      <ul class="list">
        <li><a href="/inbox">Sandbox inbox</a> <span class="quiet">${counts.mail} letters, from Resend and SMTP</span></li>
        <li><a href="/second-factor">Second factor</a> <span class="quiet">what the authenticator app of the demo’s people shows now</span></li>
        <li><a href="/control/stripe/checkout-sessions">Payments begun</a> <span class="quiet">Stripe’s checkout sessions, as JSON; each has its page while it is open</span></li>
        <li><a href="/google/calendar">Google calendars</a> <span class="quiet">add, move and delete events as on a therapist’s phone</span></li>
        <li><a href="/google/consent">Google’s consent page</a> <span class="quiet">where somebody lets the app see their calendar</span></li>
        <li><a href="/ical">Calendar files</a> <span class="quiet">calendars that are only an address, as on somebody’s own server</span></li>
        <li><a href="/control/requests">What was asked</a> <span class="quiet">${counts.requests} requests, as JSON</span></li>
        <li><a href="/control/faults">What is made to fail</a> <span class="quiet">${counts.faults} faults, as JSON</span></li>
      </ul>`,
  );
}

/** A page that is not there. */
export function nowherePage(): Markup {
  return framed(
    "Not here · Sandbox",
    html`<h1>Not here</h1><p>The sandbox forgets old letters. <a href="/inbox">Sandbox inbox</a></p>`,
  );
}
