import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { auth, calendar } from "@googleapis/calendar";
import { onTestFinished } from "vitest";
import { aSandbox } from "../a-sandbox.ts";
import { ann, codeIn, type Event, everything } from "./a-google.ts";

export const back = "http://127.0.0.1:3000/hooks/google";

/** A sandbox that stands open with Ann's account in it, and the SDK turned to it. */
export async function anOpenGoogle() {
  const sandbox = await aSandbox();
  const { url, json, post } = sandbox;
  await post("/control/google/accounts", {
    email: ann,
    name: "Ann",
    timeZone: "Europe/Lisbon",
    calendars: [{ id: "family", summary: "Family" }],
  });
  const client = new auth.OAuth2({
    clientId: "app.apps.googleusercontent.com",
    clientSecret: "GOCSPX-a",
    redirectUri: back,
    endpoints: {
      oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
    },
    transporterOptions: { retry: false },
  });
  const address = client.generateAuthUrl({
    access_type: "offline",
    scope: [...everything],
    state: "a-state",
  });

  return {
    ...sandbox,
    client,
    address,
    google: calendar({ version: "v3", auth: client, rootUrl: `${url}/`, retry: false }),
    page: async (path: string) => {
      const answer = await fetch(path.startsWith("http") ? path : url + path);
      return { status: answer.status, html: await answer.text() };
    },
    press: (path: string, form: Record<string, string> | [string, string][]) =>
      fetch(path.startsWith("http") ? path : url + path, {
        method: "POST",
        body: new URLSearchParams(form),
        redirect: "manual",
      }),
    events: async (query = "") => (await json<{ events: Event[] }>(`/control/google/events${query}`)).events,
    /** The app is let in through the page, all boxes ticked. */
    async letIn() {
      const pressed = await fetch(address, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams([
          ["account", ann],
          ["do", "allow"],
          ...everything.map((one) => ["scope", one]),
        ]),
      });
      const { tokens } = await client.getToken(codeIn(pressed.headers.get("location") ?? ""));
      client.setCredentials(tokens);
      return tokens;
    },
  };
}

/** An app on this machine that hears what channels say. `answer` says how it answers next, before it takes them. */
export async function aHearingApp() {
  const heard: (string | undefined)[] = [];
  const answers: number[] = [];
  const app = createServer((request, response) => {
    request.resume();
    const status = answers.shift() ?? 200;
    const state = request.headers["x-goog-resource-state"];
    heard.push(status === 200 ? String(state) : `${state} ${status}`);
    response.writeHead(status).end();
    app.emit("heard");
  }).listen(0, "127.0.0.1");
  await once(app, "listening");
  onTestFinished(() => void app.close());
  return {
    url: `http://127.0.0.1:${(app.address() as AddressInfo).port}/hooks/google`,
    heard,
    answer: (...statuses: number[]) => answers.push(...statuses),
    async untilHeard(count: number) {
      while (heard.length < count) await once(app, "heard", { signal: AbortSignal.timeout(10_000) });
      return heard;
    },
  };
}
