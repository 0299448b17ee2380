import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

type Body = Record<string, string>;

/** A form that would be granted, for every operation that changes something behind a sign-in. */
export const bodies: Record<string, (named: Named, cast: Cast, side: Side) => Body | Promise<Body>> = {};
