// The limit of a start: Node's own http, and nothing behind it.
import { createServer } from "node:http";

createServer((_, res) => res.end("Selvage")).listen(Number(process.env.PORT), "127.0.0.1");
