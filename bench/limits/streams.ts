// The limit of open pages: Node's own http, one LISTEN, and a write to everybody who waits.
import { createServer, type ServerResponse } from "node:http";
import pg from "pg";

const waiting = new Set<ServerResponse>();
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
client.on("notification", () => {
  for (const response of waiting) response.write("event: news\ndata:\n\n");
});
await client.connect();
await client.query("listen news");

createServer((request, response) => {
  if (request.url === "/") return response.end("Selvage");
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write("retry: 2000\n\n");
  waiting.add(response);
  response.on("close", () => waiting.delete(response));
}).listen(Number(process.env.PORT), "127.0.0.1");
