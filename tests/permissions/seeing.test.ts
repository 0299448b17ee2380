import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/values/ids.ts";
import { aCast, type Cast, canary, type Principal } from "./cast.ts";
import { operations } from "./operations.ts";
import { aRecord } from "./records.ts";
import { addressOf, everybody, expected, guarded, heard, type Operation, roles, sideNames } from "./table.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await aCast();
}, 120_000);
afterAll(() => cast.close());

/** Pages about something only the person themselves has, or that are not there: tried where they are built. */
const apart = /(nothing|passkey|authenticator-removal|notice)\.tsx$/;
const seen = guarded.filter(({ see, file }) => see && !apart.test(file));

for (const line of seen) {
  test(`${line.path}: as the table says, for everybody`, async () => {
    const wrong: string[] = [];
    for (const sideName of line.of ? sideNames : (["own"] as const)) {
      const side = cast.sides[sideName];
      const named = await aRecord(cast, line, side, "see");
      for (const who of everybody) {
        const answer = await cast.send(who, addressOf(cast, line, side, named, who));
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
    // A biller knows nobody, but has to know who pays.
    ...(who === "biller" && !String(line.see).startsWith("money.")
      ? [...found(canary.own), ...found(canary.other), ...found(canary.before)]
      : []),
    ...(isMember || who === "client own" ? [] : found(canary.own)),
    ...(isMember || who === "client other" ? [] : found(canary.other)),
    ...(isMember || who === "client before discovery" ? [] : found(canary.before)),
  ];
}

const records = guarded.filter(
  ({ of, see, by }) => of && see && by === "member" && of !== "passkey" && of !== "notice",
);
for (const line of records) {
  test(`${line.path}: answers a foreign record as it answers one that never was`, async () => {
    const named = await aRecord(cast, line, cast.sides.foreign, "see");
    const nobody = newId();
    const [theirs, none] = await Promise.all([
      cast.send("therapist own", addressOf(cast, line, cast.sides.own, named, "therapist own")),
      cast.send(
        "therapist own",
        addressOf(cast, line, cast.sides.own, { ...named, id: nobody }, "therapist own"),
      ),
    ]);
    const plain = (text: string) => text.replaceAll(named.id, "…").replaceAll(nobody, "…");
    expect(theirs.status).toBe(404);
    expect(none.status).toBe(404);
    expect(plain(await theirs.text())).toBe(plain(await none.text()));
  });
}

test("a foreign record takes as long as one that never was: within 5 ms in the median of 200", async () => {
  for (const [path, id] of [
    ["bookings", (await aRecord(cast, bookingPage(), cast.sides.foreign, "see")).id],
    ["clients", cast.sides.foreign.client.clientId],
  ]) {
    const spent: Record<"theirs" | "none", number[]> = { theirs: [], none: [] };
    for (let round = 0; round < 220; round += 1) {
      const pair = [["theirs", id] as const, ["none", newId()] as const];
      for (const [which, asked] of round % 2 ? pair : pair.reverse()) {
        const started = performance.now();
        await (await cast.send("therapist own", `/practice/${path}/${asked}`)).text();
        if (round >= 20) spent[which].push(performance.now() - started);
      }
    }
    // The middle one, not the mean: what else the machine does now and then is not the answer's.
    const [theirs, none] = [spent.theirs, spent.none].map((all) => all.sort((a, b) => a - b)[100]!);
    console.info(`404 of ${path}: theirs ${theirs!.toFixed(2)} ms, none ${none!.toFixed(2)} ms`);
    expect(Math.abs(theirs! - none!)).toBeLessThan(5);
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
