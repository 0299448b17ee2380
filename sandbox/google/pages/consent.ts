import { html } from "hono/html";
import { framed, type Markup } from "../../pages/frame.ts";
import type { Account } from "../account.ts";
import type { Request } from "../consent.ts";
import type { Grants } from "../grants.ts";
import type { OAuthRefusal } from "../refusal.ts";
import { wordsFor } from "../scopes.ts";

/** The page where somebody lets an app in: which account, and which of the boxes. Nothing on it needs a script. */
export function consentPage(
  request: Request,
  accounts: readonly Account[],
  search: string,
  notice?: string,
): Markup {
  const chosen = accounts.some(({ email }) => email === request.loginHint)
    ? request.loginHint
    : accounts[0]?.email;
  return framed(
    "Sign in with Google · Sandbox",
    html`<h1>Let this app see your calendar?</h1>
      <p class="quiet">This stands where Google’s page would. ${request.client} asks, and you are led back to ${new URL(request.redirectUri).host}.</p>
      ${notice === undefined ? "" : html`<p role="alert" class="notice">${notice}</p>`}
      <form method="post" action="/o/oauth2/v2/auth${search}">
        <fieldset>
          <legend>Account</legend>
          ${
            accounts.length === 0
              ? html`<p>Nobody has an account here yet.</p>`
              : accounts.map(
                  ({ email, name }) =>
                    html`<label><input type="radio" name="account" value="${email}" ${email === chosen ? "checked" : ""} /> <span>${name} <span class="quiet">${email}</span></span></label>`,
                )
          }
        </fieldset>
        <fieldset>
          <legend>What the app may do</legend>
          ${request.scopes.map(
            (scope) =>
              html`<label><input type="checkbox" name="scope" value="${scope}" checked /> <span>${wordsFor(scope)}</span></label>`,
          )}
        </fieldset>
        <p class="quiet">Untick a box to keep that back, as Google lets everybody do.</p>
        <p class="buttons">
          <button name="do" value="allow">Allow</button>
          <button name="do" value="cancel" class="second">Cancel</button>
        </p>
      </form>`,
  );
}

/** The page somebody is left on when an app asks wrongly: it leads nowhere. */
export function blockedPage({ code, status, message }: OAuthRefusal): Markup {
  return framed(
    "Access blocked · Sandbox",
    html`<h1>Access blocked</h1>
      <p>Error ${status}: ${code}</p>
      <p class="quiet">${message}</p>`,
  );
}

/** What people have let in, where they take it away again: the connections page of a Google account. */
export function connectionsPage(grants: Grants, accounts: readonly Account[]): Markup {
  const names = new Map(accounts.map(({ email, name }) => [email, name]));
  return framed(
    "Apps with access · Sandbox",
    html`<h1>Apps with access</h1>
      <p class="quiet">This stands where the connections of a Google account would. An app leads people to its consent page by itself; here they see what they let in.</p>
      ${
        grants.all.length === 0
          ? html`<p>Nobody has let an app in.</p>`
          : html`<ul class="list">
              ${grants.all.map(
                ({ account, client, scopes }) =>
                  html`<li>
                    <p>${names.get(account) ?? account} <span class="quiet">${account}, to ${client}</span></p>
                    ${scopes.map((scope) => html`<p class="quiet">${wordsFor(scope)}</p>`)}
                    <form method="post" action="/google/consent">
                      <input type="hidden" name="account" value="${account}" />
                      <p class="buttons"><button name="do" value="revoke" class="second">Remove access</button></p>
                    </form>
                  </li>`,
              )}
            </ul>`
      }
      <p><a href="/google/calendar">Google calendars</a></p>`,
  );
}
