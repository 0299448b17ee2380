import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reachOf } from "#app/domain/practices/rules.ts";
import { newId } from "#app/values/ids.ts";
import { bodies } from "./bodies.ts";
import { aCast, type Cast, canary, type Principal, type Side } from "./cast.ts";
import { operations } from "./operations.ts";
import { aRecord, type Named } from "./records.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await aCast();
}, 120_000);
afterAll(() => cast.close());

const roles = {
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
const everybody: Principal[] = [...members, ...clients, ...outside, "network"];

type Operation = ReturnType<typeof operations>[number];
type SideName = keyof Cast["sides"];
type Answer = "granted" | "not there" | "sign in" | "shut";

/** Where a client books with the therapist they have. */
const booksWithTheirs = /client\/(times|series-new)\.tsx$/;

/** What the table says about one person, one operation and one record. */
function expected(line: Operation, kind: "see" | "change", who: Principal, side: SideName): Answer {
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

function heard(answer: Response): Answer | string {
  if (answer.status === 404) return "not there";
  if (answer.status === 403) return "shut";
  const to = answer.headers.get("location") ?? "";
  if (answer.status === 303 && /^\/sign-in(\?|$)/.test(to)) return "sign in";
  return answer.status < 400 || answer.status === 409 || answer.status === 422
    ? "granted"
    : String(answer.status);
}

function addressOf(line: Operation, asked: Side, named: Named, who: Principal): string {
  // A client books with the therapist they have.
  const side = booksWithTheirs.test(line.file) && who === "client other" ? cast.sides.other : asked;
  const parts: Record<string, string> = {
    ":id": named.id,
    ":person": named.person ?? newId(),
    ":booking": named.booking ?? newId(),
    ":therapist": side.slug,
    ":type": "hour",
    ":date": "2030-01-07",
    ":kind": "privacy",
    ":letter": "client_confirmed",
    "*": "nothing-of-that-name",
  };
  return `/${line.path
    .split("/")
    .map((part) => parts[part] ?? part)
    .join("/")}`;
}

const guarded = operations().filter(({ by }) => by === "client" || by === "member");
/** Pages about something only the person themselves has, or that are not there: tried where they are built. */
const apart = /(nothing|passkey|authenticator-removal|notice)\.tsx$/;
const seen = guarded.filter(({ see, file }) => see && !apart.test(file));
const changed = guarded.filter(({ change, file }) => change && bodies[file] !== null);
const sideNames: SideName[] = ["own", "other", "foreign"];

describe("seeing", () => {
  for (const line of seen) {
    test(`${line.path}: as the table says, for everybody`, async () => {
      const wrong: string[] = [];
      for (const sideName of line.of ? sideNames : (["own"] as const)) {
        const side = cast.sides[sideName];
        const named = await aRecord(cast, line, side, "see");
        for (const who of everybody) {
          const answer = await cast.send(who, addressOf(line, side, named, who));
          const body = line.file.endsWith("stream.ts") ? "" : await answer.text();
          if (line.file.endsWith("stream.ts")) await answer.body?.cancel();
          const should = expected(line, "see", who, sideName);
          if (heard(answer) !== should)
            wrong.push(`${who}, ${sideName}: ${heard(answer)} (${answer.status}) instead of ${should}`);
          wrong.push(...leaks(line, who, body));
        }
      }
      expect(wrong).toEqual([]);
    });
  }
});

/** Words in an answer that this person must never read there. */
function leaks(line: Operation, who: Principal, body: string): string[] {
  const found = (word: string) => (body.includes(word) ? [`${who} read ${word} at ${line.path}`] : []);
  const isMember = who in roles;
  return [
    ...found(canary.foreign),
    ...(who === "therapist own" ? found(canary.other) : []),
    ...(who === "therapist other" ? [...found(canary.own), ...found(canary.before)] : []),
    ...sideNames.flatMap((name) =>
      who === `therapist ${name}` || who === `client ${name}` ? [] : found(canary.words[name]),
    ),
    ...(who === "biller" ? [...found(canary.own), ...found(canary.other), ...found(canary.before)] : []),
    ...(isMember || who === "client own" ? [] : found(canary.own)),
    ...(isMember || who === "client other" ? [] : found(canary.other)),
    ...(isMember || who === "client before discovery" ? [] : found(canary.before)),
  ];
}

describe("changing", () => {
  for (const line of changed) {
    test(`${line.path}: only who the table names changes anything`, async () => {
      const wrong: string[] = [];
      const body = bodies[line.file];
      if (!body)
        throw new Error(`Nobody can try ${line.file}: tests/permissions/bodies.ts has no form for it`);
      for (const sideName of line.of ? sideNames : (["own"] as const)) {
        const side = cast.sides[sideName];
        for (const who of everybody) {
          const should = expected(line, "change", who, sideName);
          const named = await aRecord(cast, line, side, "change");
          const form = new URLSearchParams(await body({ named, cast, side, who }));
          const before = await snapshot();
          const answer = await cast.send(who, addressOf(line, side, named, who), form);
          await answer.body?.cancel();
          const hasChanged = (await snapshot()) !== before;
          if (heard(answer) !== should)
            wrong.push(`${who}, ${sideName}: ${heard(answer)} (${answer.status}) instead of ${should}`);
          if (hasChanged !== (should === "granted"))
            wrong.push(`${who}, ${sideName}: the database was ${hasChanged ? "" : "not "}changed`);
        }
      }
      expect(wrong).toEqual([]);
    }, 120_000);
  }
});

/** Tables in which anybody's visit leaves a trace of itself. */
const traces = ["rate_limits", "passkey_challenges", "migrations"];

async function snapshot(): Promise<string> {
  const { rows: tables } = await cast.sql.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> all($1)",
    [traces],
  );
  const parts = tables.map(({ name }) => {
    // When somebody was last here is no change.
    const row = name === "sessions" ? "(t.id, t.ended_at, t.proven_at)::text" : "t::text";
    return `select '${name}' as name, md5(coalesce(string_agg(${row}, '' order by ${row}), '')) as sum from ${name} t`;
  });
  // In order: Postgres may read the tables side by side.
  const { rows } = await cast.sql.query(`${parts.join(" union all ")} order by name`);
  return JSON.stringify(rows);
}

describe("what is not yours", () => {
  const records = guarded.filter(
    ({ of, see, by }) => of && see && by === "member" && of !== "passkey" && of !== "notice",
  );
  for (const line of records) {
    test(`${line.path}: answers a foreign record as it answers one that never was`, async () => {
      const named = await aRecord(cast, line, cast.sides.foreign, "see");
      const nobody = newId();
      const [theirs, none] = await Promise.all([
        cast.send("therapist own", addressOf(line, cast.sides.own, named, "therapist own")),
        cast.send(
          "therapist own",
          addressOf(line, cast.sides.own, { ...named, id: nobody }, "therapist own"),
        ),
      ]);
      const plain = (text: string) => text.replaceAll(named.id, "…").replaceAll(nobody, "…");
      expect(theirs.status).toBe(404);
      expect(none.status).toBe(404);
      expect(plain(await theirs.text())).toBe(plain(await none.text()));
    });
  }
});

test("a foreign record takes as long as one that never was: within 5 ms in the mean of 200", async () => {
  for (const [path, id] of [
    ["bookings", (await aRecord(cast, bookingPage(), cast.sides.foreign, "see")).id],
    ["clients", cast.sides.foreign.client.clientId],
  ]) {
    const spent = { theirs: 0, none: 0 };
    for (let round = 0; round < 220; round += 1) {
      const pair = [["theirs", id] as const, ["none", newId()] as const];
      for (const [which, asked] of round % 2 ? pair : pair.reverse()) {
        const started = performance.now();
        await (await cast.send("therapist own", `/practice/${path}/${asked}`)).text();
        if (round >= 20) spent[which] += (performance.now() - started) / 200;
      }
    }
    console.info(`404 of ${path}: theirs ${spent.theirs.toFixed(2)} ms, none ${spent.none.toFixed(2)} ms`);
    expect(Math.abs(spent.theirs - spent.none)).toBeLessThan(5);
  }
}, 60_000);

function bookingPage(): Operation {
  const found = guarded.find(({ file }) => file.endsWith("bookings/booking.tsx"));
  if (!found) throw new Error("There is no page of a booking");
  return found;
}

test("signed in or not, the open pages answer everybody", async () => {
  const wrong: string[] = [];
  for (const { path, by, see } of operations()) {
    if (by !== "anybody" || !see || /[:*]/.test(path) || /^(sign-in|api|metrics|readyz)/.test(path)) continue;
    for (const who of everybody) {
      const answer = await cast.send(who, `/${path}`);
      await answer.body?.cancel();
      if (answer.status >= 400) wrong.push(`${who} heard ${answer.status} at /${path}`);
    }
  }
  expect(wrong).toEqual([]);
});
