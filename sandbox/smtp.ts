import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { bareAddress } from "./inbox.ts";
import { readMail } from "./mail.ts";
import type { Outside } from "./outside.ts";

const SLOW_MS = 60_000;
const MOST_BYTES = 40 * 1_024 * 1_024;

type Catcher = { port: number; close: () => Promise<void> };

/** An SMTP server that takes every letter from anyone, and fails as /control/faults asks. */
export async function openSmtp(outside: Outside, port: number, host: string): Promise<Catcher> {
  const sockets = new Map<number, Socket>();
  const hangUp = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy();

  const server = new SMTPServer({
    // The certificate it brings is nobody's; a client that checks certificates could not connect.
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MOST_BYTES,
    logger: false,
    onAuth: (auth, _session, answer) => answer(null, { user: auth.username ?? "anyone" }),

    onConnect(_session, answer) {
      const fault = outside.faults.take("smtp", [], ["refuse", "hang"])?.fault;
      if (fault === "refuse") answer(reply(421, "Service not available, closing transmission channel"));
      else if (fault !== "hang") answer();
    },

    onRcptTo({ address }, session, answer) {
      const fault = outside.faults.take("smtp", [address], ["refuse", "hang"])?.fault;
      if (fault === "refuse") hangUp(session);
      else if (fault !== "hang") answer();
    },

    async onData(stream, session, answer) {
      try {
        const code = await taken(outside, stream, session);
        if (code === 250) answer(null, "Kept");
        else if (code === 0) hangUp(session);
        else answer(reply(code, "Not taken"));
      } catch (error) {
        answer(reply(554, `Could not be read: ${String(error)}`));
      }
    },
  });
  server.on("error", () => undefined); // Clients that hang up are part of the game.
  server.server.on("connection", (socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });

  await new Promise<void>((listening, failed) => {
    server.server.once("error", failed);
    server.listen(port, host, listening);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

/** The reply to a message: 250 when kept, 0 for none at all (the line is cut). */
async function taken(
  outside: Outside,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<number> {
  const to = session.envelope.rcptTo.map(({ address }) => bareAddress(address));
  const at = outside.now().toISOString();
  const fault = outside.faults.take("smtp", to, ["cut", "500", "429", "slow", "lose-answer"]);
  const code = await outcome();
  const path = to.join(",");
  outside.requests.add({
    service: "smtp",
    method: "DATA",
    path,
    headers: {},
    body: null,
    status: code,
    violations: null,
    at,
  });
  return code;

  async function outcome(): Promise<number> {
    if (fault?.fault === "cut") {
      await new Promise((begun) => stream.once("data", begun));
      return 0;
    }
    const message = Buffer.concat(await stream.toArray());
    if (stream.sizeExceeded) return 552;
    if (fault?.fault === "500") return 554;
    if (fault?.fault === "429") return 451;
    if (fault?.fault === "slow") await waited(fault.ms ?? SLOW_MS);
    outside.inbox.put({ ...(await readMail(message)), to, at });
    return fault?.fault === "lose-answer" ? 0 : 250;
  }

  function waited(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: outside.closing }).catch(() => undefined);
  }
}

function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
