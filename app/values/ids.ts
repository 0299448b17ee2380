import { v7 } from "uuid";

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7: unique everywhere, and in the order of its making (RFC 9562, 5.7). */
export function newId(): string {
  return v7();
}

/** Whether a text could be one of our ids; asked before Postgres is, which answers a malformed one with an error. */
export function isId(text: string): boolean {
  return shape.test(text);
}
