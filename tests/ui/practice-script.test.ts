import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const script = readFileSync(new URL("../../public/practice.js", import.meta.url));

test("the script of the practice's pages is at most 3 KB on the wire", () => {
  expect(gzipSync(script).byteLength).toBeLessThanOrEqual(3072);
});

test("it asks nobody but this house, runs nothing it was told, and moves nothing by itself", () => {
  expect(script.toString()).not.toMatch(
    /https?:\/\/|sendBeacon|eval|\.innerHTML\s*=|insertAdjacentHTML|method: *"post/i,
  );
});
