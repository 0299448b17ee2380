import { expect, test } from "vitest";
import { newsFor } from "#app/routes/news.ts";

const said = { saved: "Saved." };

test.each(["?news=toString", "?news=__proto__", "?news=constructor", "?news=SAVED", "?news=", ""])(
  "an address that ends in %j says nothing",
  (query) => {
    expect(newsFor(new URLSearchParams(query), said)).toBeNull();
  },
);

test("a word the page knows is said", () => {
  expect(newsFor(new URLSearchParams("news=saved"), said)).toBe("Saved.");
});
