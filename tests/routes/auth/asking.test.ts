import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anAddress, ask } from "#tests/support/asks.ts";
import { type Door, openDoor } from "./a-door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe("asking", () => {
  test("answers an address nobody has in the same bytes", async () => {
    const { email } = await door.practice.aClient();
    const cookie = `asking=${"z".repeat(43)}`;
    const bytes = async (email: string) => {
      const { headers, ...answer } = await door.post("/sign-in", { email }, cookie);
      const told = [...headers].filter(([name]) => name !== "x-request-id");
      return JSON.stringify([answer, told]);
    };
    expect(await bytes("nobody.at.all@selvage.test")).toBe(await bytes(email));
    const page = async () => (await door.get("/sign-in/sent", cookie)).text;
    expect(await page()).toContain(
      "If that address is on our list, a link is on its way. It works once, for 10 minutes.",
    );
  });

  test("takes the same time for an address nobody has: within 5 ms in the mean of 500", async () => {
    const spent = { known: 0, unknown: 0 };
    const known = await Promise.all(Array.from({ length: 5 }, () => door.practice.aClient()));
    const one = async (kind: keyof typeof spent, n: number) => {
      const email = kind === "known" ? known[n % 5]!.email : `nobody-${n % 5}@selvage.test`;
      const address = anAddress();
      const began = performance.now();
      const { status } = await ask(door.built, "/sign-in", { form: { email }, address });
      const took = performance.now() - began;
      expect(status).toBe(303);
      return took;
    };
    for (let n = 0; n < 20; n += 1) await one(n % 2 ? "known" : "unknown", n);
    for (let n = 0; n < 500; n += 1) {
      const order = n % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      for (const kind of order) spent[kind] += await one(kind, n);
    }
    const [a, b] = [spent.known / 500, spent.unknown / 500];
    console.info(
      `asking for a link: known ${a.toFixed(2)} ms, unknown ${b.toFixed(2)} ms in the mean of 500`,
    );
    expect(Math.abs(a - b)).toBeLessThan(5);
  }, 120_000);

  test("is limited for one address from one network, and from there only", async () => {
    const { email } = await door.practice.aClient();
    const address = anAddress();
    for (let n = 0; n < 10; n += 1)
      expect((await ask(door.built, "/sign-in", { form: { email }, address })).status).toBe(303);
    const more = await ask(door.built, "/sign-in", { form: { email }, address });
    expect(more.status).toBe(429);
    expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(more.text).toContain(email);
    expect((await door.post("/sign-in", { email })).status).toBe(303);
    const another = { form: { email: "somebody.else@selvage.test" }, address };
    expect((await ask(door.built, "/sign-in", another)).status).toBe(303);
  });

  test("is limited for one network, whatever the addresses", async () => {
    const address = anAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 41; n += 1) {
      const form = { email: `crowd-${n}@selvage.test` };
      statuses.push((await ask(door.built, "/sign-in", { form, address })).status);
    }
    expect(statuses.slice(0, 40).every((status) => status === 303)).toBe(true);
    expect(statuses[40]).toBe(429);
  });

  test("builds the link from APP_URL, whatever the Host header says", async () => {
    const { email } = await door.practice.aClient();
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      origin: "http://evil.example",
    };
    const answer = await ask(door.built, "/sign-in", { form: { email }, headers });
    expect(answer.location ?? "").not.toContain("evil");
    const plain = await ask(door.built, "/sign-in", { form: { email }, headers: { host: "evil.example" } });
    expect(plain.location).toBe("/sign-in/sent");
    const { rows } = await door.sql.query("select * from sign_in_links where email = $1", [email]);
    expect(JSON.stringify(rows)).not.toContain("evil");
  });

  test("with what is no address is answered in words, and keeps what was typed", async () => {
    for (const email of ["", "ann", "ann@", "a\0b@x.example", `${"a".repeat(300)}@x.example`]) {
      const answer = await door.post("/sign-in", { email });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("Please type your email address");
    }
    expect((await door.post("/sign-in", { email: "half-an-address" })).text).toContain(
      'value="half-an-address"',
    );
  });
});
