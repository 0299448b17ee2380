import { createContext } from "react-router";
import type { House } from "./domain/ctx.ts";
import type { SignedIn } from "./domain/identity/session.ts";
import type { Log } from "./log.server.ts";
import type { News } from "./realtime/news.server.ts";
import type { MailEvent, World } from "./world.ts";

/** What every request stands on. */
export const house = createContext<House>();

/** Everything outside the house, as somebody meets it who waits for an answer; nothing at all where none is said. */
export const world = createContext<World>({ mail: { from: "" } });

/** Whether this is somebody's own machine: there the password of development opens (routes/auth/password.tsx). */
export const isDevelopment = createContext(false);

/** Who is at the door, as far as a door can tell. `address` is a keyed hash, never an address. */
export type Visitor = {
  address: string;
  zone: string | null;
  theme: "light" | "dark" | null;
  requestId: string;
};
export const visitor = createContext<Visitor>();

/** Why a request was turned away before it came in, or null: from elsewhere, too large, or too many (with the seconds to wait). */
export type Barred = { status: 403 | 413 } | { status: 429; wait: number };
export const barred = createContext<Barred | null>(null);

/** Who is signed in, or null. */
export const signedIn = createContext<SignedIn | null>(null);

/** What is committed, told live. */
export const news = createContext<News>();

/** Reads what the mail service tells by webhook (integrations/resend-events.server.ts); null where none is set up. */
type ReadMail = (headers: Headers, body: string) => MailEvent | "unknown" | null;
export const readMail = createContext<ReadMail | null>(null);

export const log = createContext<Log>();

/** What this process needs, each asked now and named. */
export type Check = { name: string; ok: boolean; says: string };
export const readiness = createContext<() => Promise<Check[]>>();

/** The numbers of this process, for whoever shows the right header; null for everybody else. */
export const metrics =
  createContext<(authorization: string | null) => Promise<{ type: string; text: string } | null>>();
