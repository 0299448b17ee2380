import { html } from "hono/html";
import type { Markup } from "../pages/frame.ts";
import { deniedAt } from "./consent.ts";
import type { Asked, Engine } from "./engine.ts";
import { blockedPage, consentPage } from "./pages/consent.ts";
import { OAuthRefusal } from "./refusal.ts";

/** `/o/oauth2/v2/auth`: the page where somebody is asked, and what follows from the button they press. */
export async function asking(engine: Engine, { method, url, raw }: Asked): Promise<Response> {
  try {
    const request = engine.request(url);
    const form = new URLSearchParams(method === "POST" ? raw : "");
    if (method !== "POST") return page(consentPage(request, engine.accounts, url.search));
    if (form.get("do") !== "allow") return ledBack(deniedAt(request));
    const account = form.get("account") ?? "";
    if (!engine.known(account)) {
      return page(consentPage(request, engine.accounts, url.search, "Choose an account first."), 400);
    }
    const ticked = form.getAll("scope").filter((scope) => request.scopes.includes(scope));
    return ledBack(engine.consent(url, { account, granted: ticked }));
  } catch (error) {
    if (error instanceof OAuthRefusal) return page(blockedPage(error), error.status);
    throw error;
  }
}

async function page(content: Markup, status = 200): Promise<Response> {
  const headers = {
    "content-type": "text/html; charset=UTF-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return new Response(String(await html`${content}`), { status, headers });
}

function ledBack(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
