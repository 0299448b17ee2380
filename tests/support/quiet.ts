import { afterEach, beforeEach, expect, vi } from "vitest";

/** A stray word on the console is a bug nobody looked at: it fails the test that let it out. */
const strays: unknown[][] = [];

beforeEach(() => {
  strays.length = 0;
  for (const method of ["error", "warn"] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void strays.push(words));
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(strays, "something was written to the console").toEqual([]);
});
