import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";

/** `linger` waits as long as a `slow` fault asks, once per request; without one it does not wait. */
export type Surroundings = { Bindings: HttpBindings; Variables: { linger: () => Promise<void> } };
export type Asked = Context<Surroundings>;
export type Router = Hono<Surroundings>;

/** A router whose handlers can reach the socket and linger. */
export function aRouter(): Router {
  return new Hono<Surroundings>();
}
