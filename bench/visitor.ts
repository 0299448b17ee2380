import { Agent, request } from "node:http";

export type Answer = { status: number; body: string; ms: number };

type Asking = {
  method?: "GET" | "POST";
  form?: Record<string, string>;
  json?: unknown;
  /** JSON as it is to be sent, to the letter. */
  text?: string;
  headers?: Record<string, string>;
  agent?: Agent;
  from?: string;
  accept?: string;
  cookie?: string;
};

/** Connections that stay open, as many as there are `lanes`. */
export function keptOpen(lanes: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: lanes });
}

/** Ask once and read the answer to its end. `from` is the loopback address to come from; `ms` counts from the asking. */
export function ask(
  url: URL,
  { method = "GET", form, json, text, headers: more, agent, from, accept, cookie }: Asking = {},
): Promise<Answer> {
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? text : JSON.stringify(json);
  const headers = {
    ...more,
    ...(body !== undefined && {
      "Content-Type": form ? "application/x-www-form-urlencoded" : "application/json",
      "Content-Length": String(Buffer.byteLength(body)),
    }),
    ...(accept && { "Accept-Encoding": accept }),
    ...(cookie && { Cookie: cookie }),
  };
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const options = { method, headers, ...(agent && { agent }), ...(from && { localAddress: from }) };
    const asked = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: text, ms: performance.now() - start });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** The n-th address of the loopback network, for a visitor of their own: limits count by address (decisions, 32). */
export function ownAddress(n: number): string {
  return `127.${1 + Math.floor(n / 62_500)}.${Math.floor(n / 250) % 250}.${1 + (n % 250)}`;
}
