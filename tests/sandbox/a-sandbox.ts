import { Resend } from "resend";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import type { Fault } from "#sandbox/faults.ts";
import type { Message } from "#sandbox/inbox.ts";
import { openSandbox } from "#sandbox/open.ts";
import type { Received } from "#sandbox/requests.ts";
import type { Account } from "#sandbox/stripe/engine.ts";

/** A sandbox of the test's own, closed when the test ends. The clock stands until it is moved on. */
export async function aSandbox(stripe: readonly Account[] = []) {
  const clock = { now: new Date("2026-11-20T12:00:00Z") };
  const { url, smtpUrl, close } = await openSandbox({ port: 0, now: () => clock.now, stripe });
  onTestFinished(close);

  async function json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(url + path, init);
    return (await response.json()) as T;
  }
  function post(path: string, body: unknown): Promise<Response> {
    return fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  }
  return {
    url,
    smtpUrl,
    json,
    post,
    stripe: (key = "sk_test_a") => {
      const { hostname: host, port } = new URL(url);
      return new Stripe(key, { host, port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
    },
    resend: new Resend("re_test", { baseUrl: url }),
    pass: (hours: number) => {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
    },
    inbox: async (to = "") =>
      (await json<{ messages: Message[] }>(`/control/inbox?to=${encodeURIComponent(to)}`)).messages,
    requests: async () => (await json<{ requests: Received[] }>("/control/requests")).requests,
    fail: (fault: Fault) => post("/control/faults", fault),
  };
}

/** An email Resend would take. */
export const aGoodEmail = {
  from: "Maren Holt <hello@demo.test>",
  to: "ann@demo.test",
  subject: "Your first call",
  html: "<p>See you on Monday.</p>",
  text: "See you on Monday.",
};
