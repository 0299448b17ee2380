import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A bucket on loopback that answers and refuses as S3 does for what we ask of it (Amazon S3 API reference): put, get by range, delete, list by pages. */
export async function aBucket({ name = "files", page = 2 } = {}) {
  const lying = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://bucket");
    const [, bucket = "", ...rest] = decodeURIComponent(url.pathname).split("/");
    const key = rest.join("/");
    const say = (status: number, body: Buffer | string = "", headers = {}) =>
      response.writeHead(status, { "x-amz-request-id": "1", ...headers }).end(body);
    const refuse = (status: number, code: string) =>
      say(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`, {
        "content-type": "application/xml",
      });
    const body = await bodyOf(request);
    if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=known/"))
      return refuse(403, "AccessDenied");
    if (bucket !== name) return refuse(404, "NoSuchBucket");
    if (request.method === "GET" && url.searchParams.get("list-type") === "2")
      return say(200, listed(url.searchParams), { "content-type": "application/xml" });
    if (request.method === "PUT") {
      if (request.headers["content-length"] === undefined) return refuse(411, "MissingContentLength");
      lying.set(key, body);
      return say(200, "", { etag: '"1"' });
    }
    if (request.method === "DELETE") {
      lying.delete(key);
      return say(204);
    }
    const found = lying.get(key);
    if (!found) return refuse(404, "NoSuchKey");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (!range) return say(200, found);
    const [from, last] = [Number(range[1]), Math.min(Number(range[2]), found.length - 1)];
    if (from >= found.length) return refuse(416, "InvalidRange");
    return say(206, found.subarray(from, last + 1), {
      "content-range": `bytes ${from}-${last}/${found.length}`,
    });
  });
  function listed(asked: URLSearchParams): string {
    const after = asked.get("continuation-token") ?? "";
    const all = [...lying.keys()]
      .filter((key) => key.startsWith(asked.get("prefix") ?? "") && key > after)
      .sort();
    const some = all.slice(0, page);
    const isMore = all.length > some.length;
    const contents = some.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
    const next = isMore ? `<NextContinuationToken>${some.at(-1)}</NextContinuationToken>` : "";
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${contents}${next}</ListBucketResult>`;
  }
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    lying,
    name,
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
