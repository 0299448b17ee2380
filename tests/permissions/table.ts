import { reachOf } from "#app/domain/practices/rules.ts";
import { newId } from "#app/values/ids.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import { operations } from "./operations.ts";
import type { Named } from "./records.ts";

export const roles = {
  "therapist own": "therapist",
  "therapist other": "therapist",
  owner: "owner",
  manager: "manager",
  scheduler: "scheduler",
  biller: "biller",
} as const;
const members = Object.keys(roles) as (keyof typeof roles)[];
const clients = ["client own", "client other", "client before discovery"] as const;
const outside = ["anonymous", "guest link", "deactivated", "expired"] as const;
export const everybody: Principal[] = [...members, ...clients, ...outside, "network"];

export type Operation = ReturnType<typeof operations>[number];
type SideName = keyof Cast["sides"];
type Answer = "granted" | "not there" | "sign in" | "shut";

/** Where a client books with the therapist they have. */
const booksWithTheirs = /client\/(times|price|series-new)\.tsx$/;

/** What the table says about one person, one operation and one record. */
export function expected(line: Operation, kind: "see" | "change", who: Principal, side: SideName): Answer {
  if ((outside as readonly string[]).includes(who)) return "sign in";
  if (line.by === "client") {
    if (!(clients as readonly string[]).includes(who)) return "not there";
    // The gate says no in its own words to who has not begun.
    if (booksWithTheirs.test(line.file) && who === "client before discovery") return "shut";
    if (!line.of) return "granted";
    const isTheirs = (who === "client own" && side === "own") || (who === "client other" && side === "other");
    return isTheirs ? "granted" : "not there";
  }
  if (!(who in roles)) return "not there";
  const member = who as keyof typeof roles;
  const deed = line[kind];
  if (!deed || deed === true) throw new Error(`${line.file} names no deed`);
  const reach = reachOf({ roles: [roles[member]], clinicalLead: false }, deed);
  if (reach === "none") return "not there";
  if (!line.of || line.of === "passkey") return "granted";
  if (side === "foreign") return "not there";
  if (reach === "practice") return "granted";
  return (member === "therapist own") === (side === "own") ? "granted" : "not there";
}

/** What an answer says to whoever asked. */
export function heard(answer: Response): Answer | string {
  if (answer.status === 404) return "not there";
  if (answer.status === 403) return "shut";
  const to = answer.headers.get("location") ?? "";
  if (answer.status === 303 && /^\/sign-in(\?|$)/.test(to)) return "sign in";
  return answer.status < 400 || answer.status === 409 || answer.status === 422
    ? "granted"
    : String(answer.status);
}

/** Where an operation is tried on a record, by somebody. */
export function addressOf(
  { sides }: Cast,
  line: Operation,
  asked: Side,
  named: Named,
  who: Principal,
): string {
  // A client books with the therapist they have.
  const side = booksWithTheirs.test(line.file) && who === "client other" ? sides.other : asked;
  const parts: Record<string, string> = {
    ":id": named.id,
    ":person": named.person ?? newId(),
    ":booking": named.booking ?? newId(),
    ":therapist": side.slug,
    ":type": "hour",
    ":item": named.id,
    ":date": "2030-01-07",
    ":kind": "privacy",
    ":letter": "client_confirmed",
    ":year": "2026",
    "*": "nothing-of-that-name",
  };
  return `/${line.path
    .split("/")
    .map((part) => parts[part] ?? part)
    .join("/")}`;
}

export const guarded = operations().filter(({ by }) => by === "client" || by === "member");
export const sideNames: SideName[] = ["own", "other", "foreign"];
