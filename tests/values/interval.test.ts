import { expect, test } from "vitest";
import { type Interval, merge, overlaps, subtract } from "#app/values/interval.ts";
import { chanceOf, seed } from "#tests/support/random-diary.ts";

test("intervals overlap when they share a moment, and touching is not sharing", () => {
  expect(overlaps(span(1, 3), span(2, 4))).toBe(true);
  expect(overlaps(span(1, 9), span(2, 4))).toBe(true);
  expect(overlaps(span(1, 2), span(2, 4))).toBe(false);
  expect(overlaps(span(5, 6), span(2, 4))).toBe(false);
});

test("merging joins what overlaps or touches, in order, and forgets what is empty", () => {
  expect(merge([span(8, 9), span(1, 3), span(3, 4), span(2, 3), span(6, 6)])).toEqual([
    span(1, 4),
    span(8, 9),
  ]);
  expect(merge([span(5, Infinity), span(-Infinity, 2)])).toEqual([span(-Infinity, 2), span(5, Infinity)]);
  expect(merge([span(-Infinity, 2), span(1, 3)])).toEqual([span(-Infinity, 3)]);
  expect(merge([])).toEqual([]);
});

test("merging leaves the intervals it was given as they were", () => {
  const given = [span(1, 3), span(2, 5)];
  merge(given);
  expect(given).toEqual([span(1, 3), span(2, 5)]);
});

test("subtracting leaves what nothing takes", () => {
  expect(subtract([span(0, 10)], [span(2, 3), span(5, 6)])).toEqual([span(0, 2), span(3, 5), span(6, 10)]);
  expect(subtract([span(0, 4), span(6, 9)], [span(3, 7)])).toEqual([span(0, 3), span(7, 9)]);
  expect(subtract([span(0, 4)], [span(0, 4)])).toEqual([]);
  expect(subtract([span(0, 4)], [span(4, 5)])).toEqual([span(0, 4)]);
});

test(`merging and subtracting agree with counting moment by moment (SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  const spans = () => chance.some(0, 6, () => span(chance.int(0, 20), chance.int(0, 22)));
  for (let index = 0; index < 2_000; index += 1) {
    const [whole, taken] = [spans(), spans()];
    const left = subtract(merge(whole), merge(taken));
    for (let moment = 0; moment < 23; moment += 1) {
      expect(holds(left, moment), JSON.stringify({ seed, whole, taken, moment })).toBe(
        holds(whole, moment) && !holds(taken, moment),
      );
    }
  }
  console.log(`intervals: seed ${seed}`);
});

function span(from: number, until: number): Interval {
  return { from, until };
}

function holds(spans: Interval[], moment: number): boolean {
  return spans.some(({ from, until }) => from <= moment && moment < until);
}
