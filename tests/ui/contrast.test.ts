import { describe, expect, test } from "vitest";
import { contrast } from "./oklch.ts";
import { hues, type Theme, token } from "./tokens.ts";

/** 39 pairs, each in both themes: foreground, least contrast, backgrounds. */
const pairs: [string, number, string][] = [
  ["ink", 7, "paper surface sunk thread-wash ok-wash info-wash danger-wash session"],
  ["ink-2", 7, "paper"],
  ["ink-2", 4.5, "sunk"],
  ["ink-3", 4.5, "paper surface sunk"],
  ["on-primary", 7, "primary primary-hover"],
  ["primary", 4.5, "paper"],
  ["link", 4.5, "paper surface sunk"],
  ["thread", 3, "paper surface sunk"],
  ["thread-ink", 4.5, "paper surface thread-wash"],
  ["line-strong", 3, "paper surface sunk"],
  ["focus", 3, "paper surface sunk"],
  ["ok", 4.5, "surface ok-wash"],
  ["info", 4.5, "surface info-wash"],
  ["danger", 4.5, "surface paper danger-wash"],
  ["surface", 4.5, "danger-solid"],
];

const themes: Theme[] = ["light", "dark"];

test("the arithmetic agrees with ratios measured when the tokens were chosen", () => {
  const measured: [string, string, Theme, number][] = [
    ["ink", "paper", "light", 15.18],
    ["on-primary", "primary", "light", 10.15],
    ["thread", "sunk", "light", 3.19],
    ["link", "surface", "dark", 10.03],
    ["ok", "ok-wash", "dark", 8.8],
    ["ink", "session", "dark", 10.08],
  ];
  for (const [one, other, theme, ratio] of measured) {
    expect(Math.abs(contrast(token(one, theme, 200), token(other, theme, 200)) - ratio)).toBeLessThan(0.06);
  }
});

describe.each(hues())("in the hue %s", (_name, hue) => {
  test("every pair keeps its contrast in light and dark", () => {
    const tooFaint: string[] = [];
    let checked = 0;
    for (const theme of themes) {
      for (const [one, least, others] of pairs) {
        for (const other of others.split(" ")) {
          const ratio = contrast(token(one, theme, hue), token(other, theme, hue));
          if (ratio < least)
            tooFaint.push(`${theme}: ${one} on ${other} is ${ratio.toFixed(2)}, not ${least}`);
          checked += 1;
        }
      }
    }
    expect(tooFaint).toEqual([]);
    expect(checked).toBe(78);
  });

  test("every colour the hue shifts can be shown on an ordinary screen", () => {
    const shifted =
      "paper sunk line line-strong ink ink-2 ink-3 primary primary-hover on-primary link session";
    const outside = themes.flatMap((theme) =>
      shifted
        .split(" ")
        .filter((name) => token(name, theme, hue).some((part) => part < -0.005 || part > 1.005)),
    );
    expect(outside).toEqual([]);
  });
});

test("a practice may choose among five hues", () => {
  expect(hues().map(([name]) => name)).toEqual(["house", "moss", "dusk", "plum", "clay"]);
});
