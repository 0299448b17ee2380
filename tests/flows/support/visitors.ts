import { Agent, request } from "node:http";

/** What the door answered. `ms` is from the first byte sent to the last one heard. */
export type Answer = {
  status: number;
  body: { error?: { code: string; nearest?: unknown[] }; manageUrl?: string; id?: string };
  ms: number;
};

export type Wish = Record<string, string | boolean>;

let visitors = 0;

/** Somebody with a network address of their own, 127.x.y.z, as each visitor of the world has. */
export function aVisitor() {
  visitors += 1;
  const localAddress = `127.${20 + ((visitors >> 16) & 63)}.${(visitors >> 8) & 255}.${visitors & 255}`;
  const agent = new Agent({ localAddress, keepAlive: false });
  return {
    book: (url: string, wish: Wish, key?: string) => post(agent, `${url}/api/v1/bookings`, wish, key),
  };
}

/** A wish as the API takes it, from a guest nobody else is. */
export function aGuest(wish: Wish): Wish {
  visitors += 1;
  return {
    name: `Guest ${visitors}`,
    email: `guest-${visitors}-${process.pid}@selvage.test`,
    adult: true,
    ...wish,
  };
}

/** Rejects when the line broke before the answer was there. */
function post(agent: Agent, address: string, body: Wish, key?: string): Promise<Answer> {
  const url = new URL(address);
  const sent = JSON.stringify(body);
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(sent),
    ...(key && { "Idempotency-Key": key }),
  };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    // The house listens on one loopback address; "localhost" might be taken to mean the other.
    const asked = request(
      { agent, host: "127.0.0.1", port: url.port, path: url.pathname, method: "POST", headers },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: read(text), ms: performance.now() - started }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(sent);
  });
}

function read(text: string): Answer["body"] {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
