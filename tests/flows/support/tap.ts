import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Counts what passes from one process to the world outside it, and stops the world at the n-th. */
export type Counter = { pass(what: string): boolean; points: string[]; reached: Promise<string> };

/**
 * Counts from now on. `pass` answers false from the n-th point on: then nothing goes through any more, in neither
 * direction, and `reached` tells which point it was. Without `stopAt` it only counts.
 */
export function aCounter(stopAt = Number.POSITIVE_INFINITY): Counter {
  const points: string[] = [];
  let reach: (point: string) => void = () => {};
  const reached = new Promise<string>((resolve) => {
    reach = resolve;
  });
  return {
    points,
    reached,
    pass(what) {
      if (points.length >= stopAt) return false;
      points.push(what);
      if (points.length < stopAt) return true;
      reach(what);
      return false;
    },
  };
}

type Tap = { port: number; counter: Counter | null; close: () => Promise<void> };

/**
 * A way to Postgres on which each statement counts when it has been handed over: the statement is done, and its answer
 * is what the process never hears.
 */
export function tapPostgres(url: string): Promise<Tap> {
  const { hostname, port } = new URL(url);
  return openTap({ host: hostname, port: Number(port) }, (tap, app, server) => {
    const isWork = statementsIn();
    let isDeaf = false;
    app.on("data", (chunk) => {
      if (isDeaf) return;
      server.write(chunk);
      for (const statement of isWork(chunk)) if (tap.counter && !tap.counter.pass(statement)) isDeaf = true;
    });
    server.on("data", (chunk) => isDeaf || app.write(chunk));
  });
}

/** A way to a vendor on which each call counts twice: before it is made, and when its answer is about to come back. */
export function tapVendor(url: string): Promise<Tap> {
  const { hostname, port } = new URL(url);
  return openTap({ host: hostname, port: Number(port) }, (tap, app, server) => {
    let isOver = false;
    const passes = (what: string) => !isOver && (!tap.counter || tap.counter.pass(what));
    app.on("data", (chunk) => {
      if (chunk.toString("latin1", 0, 5) === "POST " && !passes("before the call")) isOver = true;
      if (!isOver) server.write(chunk);
    });
    server.on("data", (chunk) => {
      if (chunk.toString("latin1", 0, 5) === "HTTP/" && !passes("before the answer")) isOver = true;
      if (!isOver) app.write(chunk);
    });
  });
}

type Through = (tap: Tap, app: Socket, server: Socket) => void;

async function openTap(to: { host: string; port: number }, through: Through): Promise<Tap> {
  const open = new Set<Socket>();
  const door = createServer((app) => {
    const server = connect(to);
    for (const [one, other] of [
      [app, server],
      [server, app],
    ] as const) {
      open.add(one);
      one.on("error", () => {}); // Half of what passes here is killed; that is the point.
      one.on("close", () => {
        open.delete(one);
        other.end();
      });
    }
    through(tap, app, server);
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const tap: Tap = {
    port: (door.address() as AddressInfo).port,
    counter: null,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => door.close(closed));
    },
  };
  return tap;
}

/**
 * Reads one connection's messages to Postgres and names the statements in them: simple queries and executions
 * (PostgreSQL manual, "Message Formats"). The first message, which opens the session, has no type. What Postgres remembers
 * by a name is parsed once and bound by it from then on.
 */
function statementsIn(): (chunk: Buffer) => string[] {
  let rest = Buffer.alloc(0);
  let isOpen = false;
  const remembered = new Map<string, string>();
  let bound = "";
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const found: string[] = [];
    for (;;) {
      const head = isOpen ? 1 : 0;
      if (rest.length < head + 4) return found;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return found;
      const type = isOpen ? String.fromCharCode(rest[0]!) : "";
      const [first = "", second = ""] = rest.toString("utf8", head + 4, Math.min(end, head + 90)).split("\0");
      if (type === "P") remembered.set(first, inWords(second));
      if (type === "B") bound = remembered.get(second) ?? "";
      if (type === "Q") found.push(inWords(first));
      if (type === "E") found.push(bound);
      rest = rest.subarray(end);
      isOpen = true;
    }
  };
}

const inWords = (statement: string) => statement.replace(/\s+/g, " ").trim();
