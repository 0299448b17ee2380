import { expect, test } from "vitest";
import { formatSize } from "#app/values/size.ts";

test.each([
  [0, "en-GB", "1 kB"],
  [1, "en-GB", "1 kB"],
  [70_000, "en-GB", "69 kB"],
  [1000 * 1024 - 1, "en-GB", "1,000 kB"],
  [1024 * 1024, "en-GB", "1 MB"],
  [25 * 1024 * 1024, "en-GB", "25 MB"],
  [1_300_000, "de-DE", "1,3 MB"],
])("%d bytes in %s are %s", (bytes, locale, words) => {
  expect(formatSize(bytes, locale)).toBe(words);
});
