import { type ClientRequest, createServer, request } from "node:http";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { anyPort } from "../../scripts/machine/ports.ts";

/** The built house behind a real socket, as `server.ts` puts it there. */
export async function overHttp(more: Record<string, string>) {
  const port = await anyPort();
  const url = `http://localhost:${port}`;
  const house = await openBuiltHouse({ ...more, APP_URL: url });
  const { main, selvage } = house.built;
  const { host, protocol } = new URL(url);
  const server = createServer(
    main.listener((request, peer) => selvage.answer(request, peer), { host, protocol }),
  );
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    ...house,
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
}

/** What a browser's EventSource knows of a stream: what it was told, and with which id it would come back. */
export type Ear = { told: { event: string; data: string }[]; lastId: string | null };

type Hearing = {
  url: string;
  cookie: string;
  ear: Ear;
  /** Where whoever listens has gone: told each time something whole was heard, with all bytes so far. */
  isEnough: (bytes: number) => boolean;
};

/**
 * Listen until it is enough, then cut the line in the middle of whatever comes: what is not whole by then was not heard
 * (HTML, 9.2.6: an event counts once its blank line is there). Rejects when the line was never laid.
 */
export function hearUntil({ url, cookie, ear, isEnough }: Hearing): Promise<void> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let rest = "";
    const headers = { cookie, ...(ear.lastId !== null && { "last-event-id": ear.lastId }) };
    const asked: ClientRequest = request(url, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`It answered ${answer.statusCode}`));
      answer.on("data", (chunk: Buffer) => {
        for (const byte of chunk) {
          bytes += 1;
          rest = hear(ear, rest + String.fromCharCode(byte));
          if (!isEnough(bytes)) continue;
          asked.destroy();
          return resolve();
        }
      });
      answer.on("error", () => resolve());
      answer.on("end", () => resolve());
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Take in what is whole; gives what is not yet. */
function hear(ear: Ear, text: string): string {
  if (!text.endsWith("\n\n")) return text;
  const fields = new Map(
    text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const [name = "", value = ""] = line.split(/: ?(.*)/s);
        return [name, value] as const;
      }),
  );
  const id = fields.get("id");
  if (id !== undefined) ear.lastId = id;
  const event = fields.get("event");
  if (event !== undefined) ear.told.push({ event, data: fields.get("data") ?? "" });
  return "";
}
