import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openVault } from "#app/integrations/vault.server.ts";
import type { Ring, RingKey } from "#app/values/ring.ts";

const aKey = (id: string): RingKey => ({ id, key: randomBytes(32) });
const [old, young, other] = [aKey("old"), aKey("young"), aKey("other")];
const vaultOf = (...encryption: Ring) => openVault({ encryption, secrets: encryption });
const shelf = { row: "row-1", column: "booking_words.sealed" };

test("what was sealed is read back, whatever it says", () => {
  const vault = vaultOf(old);
  const key = vault.newKey();
  for (const text of ["", "a", "I can't sleep ☾\r\n\0", "x".repeat(100_000)]) {
    expect(vault.unseal(key, shelf, vault.seal(key, shelf, text))).toBe(text);
  }
});

test("the same words never look the same twice", () => {
  const vault = vaultOf(old);
  const key = vault.newKey();
  expect(vault.seal(key, shelf, "same")).not.toEqual(vault.seal(key, shelf, "same"));
  expect(vault.newKey().wrapped).not.toEqual(vault.newKey().wrapped);
});

test("a sealed text opens on its own row and column only, and with its own client's key", () => {
  const vault = vaultOf(old);
  const [key, another] = [vault.newKey(), vault.newKey()];
  const sealed = vault.seal(key, shelf, "private");
  expect(() => vault.unseal(key, { ...shelf, row: "row-2" }, sealed)).toThrow();
  expect(() => vault.unseal(key, { ...shelf, column: "notes.sealed" }, sealed)).toThrow();
  expect(() => vault.unseal(another, shelf, sealed)).toThrow();
});

test("a text in which any byte was altered, or that was cut short, does not open", () => {
  const vault = vaultOf(old);
  const key = vault.newKey();
  const sealed = vault.seal(key, shelf, "private");
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    expect(() => vault.unseal(key, shelf, altered), `byte ${at}`).toThrow();
    expect(() => vault.unseal(key, shelf, sealed.subarray(0, at)), `cut at ${at}`).toThrow();
  }
});

test("after the ring is turned, new keys are wrapped with the new one and old words still open", () => {
  const before = vaultOf(old);
  const key = before.newKey();
  const sealed = before.seal(key, shelf, "from before");

  const after = vaultOf(young, old);
  expect(after.newKey().ring).toBe("young");
  expect(after.unseal(key, shelf, sealed)).toBe("from before");
});

test("a key that is missing from the ring is missed by name, and one that was exchanged under its name opens nothing", () => {
  const key = vaultOf(old).newKey();
  expect(() => vaultOf(young).seal(key, shelf, "x")).toThrow(
    "The ring key old is missing from the environment",
  );
  expect(() => vaultOf({ ...other, id: "old" }).seal(key, shelf, "x")).toThrow();
  expect(() => vaultOf(young, old).seal({ ...key, ring: "young" }, shelf, "x")).toThrow();
});

test("a mailed token is the same each time it is made, and another for another purpose, row, sequence or ring key", () => {
  const vault = vaultOf(young, old);
  const { token, ring } = vault.token("manage", "id", 0);
  expect(ring).toBe("young");
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(vault.token("manage", "id", 0)).toEqual({ token, ring });
  const others = [
    vault.token("sign-in", "id", 0),
    vault.token("manage", "id2", 0),
    vault.token("manage", "id", 1),
    vault.token("manage", "id", 0, "old"),
    vault.token("manage\0id", "0", 0),
  ];
  expect(new Set([token, ...others.map((made) => made.token)]).size).toBe(6);
  expect(vaultOf(old).token("manage", "id", 0)).toEqual(vault.token("manage", "id", 0, "old"));
});

test("a fingerprint is recognised, and tells nothing without the key", () => {
  expect(vaultOf(old).fingerprint("127.0.0.1")).toBe(vaultOf(old).fingerprint("127.0.0.1"));
  expect(vaultOf(old).fingerprint("127.0.0.1")).not.toBe(vaultOf(other).fingerprint("127.0.0.1"));
  expect(vaultOf(old).fingerprint("127.0.0.1")).not.toContain("127");
});
