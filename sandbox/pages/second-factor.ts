import { html } from "hono/html";
import { Secret, TOTP } from "otpauth";
import { demoSecret } from "#app/domain/operations/seed/demo-secret.ts";
import { framed, type Markup } from "./frame.ts";

const period = 30;

/** The phone of everybody who works in the demo: the code their authenticator app shows at `now`. */
export function secondFactorPage(now: Date): Markup {
  const timestamp = now.getTime();
  const code = TOTP.generate({ secret: Secret.fromBase32(demoSecret), period, timestamp });
  const left = period - (Math.floor(timestamp / 1000) % period);
  return framed(
    "Second factor · Sandbox",
    html`<h1>Second factor</h1>
      <p>The authenticator app of everybody who works in the demo’s practices. It shows now:</p>
      <p class="code">${code.slice(0, 3)} ${code.slice(3)}</p>
      <p class="quiet">A new one in ${left} seconds; each works once for each person. The secret, for an app of your own: ${demoSecret}</p>`,
    { again: left },
  );
}
