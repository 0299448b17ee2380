import { createServer } from "node:net";
import { expect, test } from "vitest";
import { anyPort, isFree, nextFree } from "../../scripts/machine/ports.ts";

test("a pair with one port taken is passed over whole", async () => {
  const first = await nextFree(42_100, 2);
  const server = createServer().listen(first + 1, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));

  expect(await isFree(first + 1)).toBe(false);
  expect(await nextFree(first, 2)).toBeGreaterThanOrEqual(first + 2);
  server.close();
});

test("any port is one that can be listened on", async () => {
  expect(await isFree(await anyPort())).toBe(true);
});
