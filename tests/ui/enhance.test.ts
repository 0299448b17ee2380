import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const script = readFileSync(new URL("../../public/enhance.js", import.meta.url));

test("the enhancement script is at most 3 KB, and about 1 KB on the wire", () => {
  expect(script.byteLength).toBeLessThanOrEqual(3072);
  expect(gzipSync(script).byteLength).toBeLessThanOrEqual(1400);
});

test("it calls nobody: where to leave to is the server's to say", () => {
  expect(script.toString()).not.toMatch(/https?:\/\/|fetch\(|sendBeacon|eval|innerHTML/);
});
