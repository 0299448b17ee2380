import type { Asked as Request } from "../router.ts";
import type { Asked } from "./engine.ts";

/** A call that came over HTTP, as the engine takes it. */
export async function askedOf(c: Request): Promise<Asked> {
  return {
    method: c.req.method,
    url: new URL(c.req.url),
    headers: c.req.raw.headers,
    raw: await c.req.text(),
    linger: c.get("linger"),
  };
}
