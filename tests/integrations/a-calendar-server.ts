import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createRawServer, type Server } from "node:net";
import { onTestFinished } from "vitest";
import { openAddresses } from "#app/integrations/ical-address.server.ts";
import type { Way } from "#app/integrations/ical-fetch.ts";

/** A calendar with nothing in it. */
export const empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

const wish = {
  since: null,
  window: { from: new Date("2027-02-02T00:00:00Z"), until: new Date("2027-06-03T00:00:00Z") },
  zone: "Europe/Lisbon",
  self: [],
};

/** Somebody's server, which is where the sandbox is said to be; closed when the test ends. */
export async function aCalendarServer(
  listener: RequestListener,
  { timeoutMs = 5_000, ...way }: Way & { timeoutMs?: number } = {},
) {
  const server = createServer(listener);
  const url = `http://127.0.0.1:${await listening(server)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const addresses = openAddresses({ sandbox: url, timeoutMs, ...way });
  return {
    url,
    read: (path = "/a.ics", since: string | null = null) =>
      addresses.read(new URL(path, url).href, { ...wish, since }),
  };
}

/** A door that only counts who knocks. */
export async function aDoor() {
  let knocks = 0;
  const server = createRawServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  const port = await listening(server);
  onTestFinished(() => void server.close());
  return { port, knocks: () => knocks };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
