import { html } from "hono/html";

const cards = [
  ["ok", "A card that works, ending 4242"],
  ["declines-later", "One that is declined when it is charged later, ending 0341"],
  ["needs-authentication", "One that asks for its owner when it is charged later, ending 3184"],
] as const;

/** The choice of test cards. */
export const cardChoice = html`<fieldset>
  <legend>Card</legend>
  ${cards.map(
    ([value, label], place) =>
      html`<label><input type="radio" name="card" value="${value}" ${place === 0 ? "checked" : ""} /> ${label}</label>`,
  )}
</fieldset>`;
