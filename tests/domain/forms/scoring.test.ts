import { describe, expect, test } from "vitest";
import type { Answers } from "#app/domain/forms/rules.ts";
import { scoreGad7 } from "#app/domain/forms/scoring/gad-7.ts";
import { needsSomebody, scorePhq9 } from "#app/domain/forms/scoring/phq-9.ts";
import { isAlarming, measures, scoreOf } from "#app/domain/forms/scoring/score.ts";
import { templates } from "#app/domain/forms/templates/templates.ts";

/** Answers to so many items that add up to a total, each of 0 to 3. */
function addingUpTo(total: number, items: number): Answers {
  const points = Array.from({ length: items }, (_, at) => Math.max(0, Math.min(3, total - 3 * at)));
  return Object.fromEntries(points.map((point, at) => [`q${at + 1}`, String(point)]));
}

describe("PHQ-9 (Kroenke, Spitzer and Williams, 2001)", () => {
  const published: [label: string, from: number, to: number][] = [
    ["Minimal", 0, 4],
    ["Mild", 5, 9],
    ["Moderate", 10, 14],
    ["Moderately severe", 15, 19],
    ["Severe", 20, 27],
  ];

  test.each(published)("%s is %i to %i", (label, from, to) => {
    for (let total = from; total <= to; total += 1) {
      const score = scorePhq9({ q9: "0", ...addingUpTo(total, 9) });
      expect(score).toMatchObject({
        measure: "PHQ-9",
        total,
        most: 27,
        missing: 0,
        band: { label, from, to },
      });
    }
  });

  test("each item counts its own points, and the question about everyday life none", () => {
    const one = (item: string) => ({ ...addingUpTo(0, 9), [item]: "2", difficulty: "extremely" });
    for (let item = 1; item <= 9; item += 1) expect(scorePhq9(one(`q${item}`)).total).toBe(2);
  });

  test("with an item of the first eight left out there is no total, and nothing is made up", () => {
    for (let item = 1; item <= 8; item += 1) {
      const { [`q${item}`]: _, ...rest } = addingUpTo(27, 9);
      expect(scorePhq9(rest)).toMatchObject({ total: null, band: null, missing: 1 });
    }
    expect(scorePhq9({})).toMatchObject({ total: null, missing: 8 });
  });

  test("what is no answer counts as left out", () => {
    for (const odd of ["4", "-1", "1.5", "", " 1", "three", "٣"])
      expect(scorePhq9({ ...addingUpTo(9, 9), q1: odd }).total, odd).toBeNull();
  });
});

describe("PHQ-8 (Kroenke and others, 2009)", () => {
  test("without its ninth item it is a PHQ-8, and is called so", () => {
    for (let total = 0; total <= 24; total += 1) {
      const label = measures["PHQ-8"]?.bands.find(({ from, to }) => from <= total && total <= to)?.label;
      const expected = { measure: "PHQ-8", total, most: 24, band: { label } };
      expect(scorePhq9(addingUpTo(total, 8)), "skipped").toMatchObject(expected);
      expect(scorePhq9({ ...addingUpTo(total, 8), q9: "3" }, { omitsRisk: true }), "left out").toMatchObject(
        expected,
      );
    }
  });

  test("the bands begin where those of the PHQ-9 do and end with the most there can be", () => {
    expect(measures["PHQ-8"]?.bands.map(({ from }) => from)).toEqual([0, 5, 10, 15, 20]);
    expect(measures["PHQ-8"]?.bands.at(-1)?.to).toBe(24);
  });
});

describe("GAD-7 (Spitzer, Kroenke, Williams and Löwe, 2006)", () => {
  test.each([
    ["Minimal", 0, 4],
    ["Mild", 5, 9],
    ["Moderate", 10, 14],
    ["Severe", 15, 21],
  ])("%s is %i to %i", (label, from, to) => {
    for (let total = from; total <= to; total += 1)
      expect(scoreGad7(addingUpTo(total, 7))).toMatchObject({ total, most: 21, band: { label, from, to } });
  });

  test("with an item left out there is no total", () => {
    for (let item = 1; item <= 7; item += 1) {
      const { [`q${item}`]: _, ...rest } = addingUpTo(21, 7);
      expect(scoreGad7(rest)).toMatchObject({ total: null, missing: 1 });
    }
  });
});

describe("the ninth item", () => {
  const { body } = templates["phq-9"];
  test("needs somebody above zero and at no other answer", () => {
    expect(["0", "1", "2", "3"].map((q9) => needsSomebody({ q9 }))).toEqual([false, true, true, true]);
    expect([{}, { q9: "" }, { q9: "9" }].some((answers) => needsSomebody(answers))).toBe(false);
  });
  test("is heard in no other measure, nor where it was left out", () => {
    const answers = { q9: "3" };
    expect(isAlarming({ body, omitsRisk: false }, answers)).toBe(true);
    expect(isAlarming({ body, omitsRisk: true }, answers)).toBe(false);
    expect(isAlarming({ body: templates["gad-7"].body, omitsRisk: false }, answers)).toBe(false);
    expect(isAlarming({ body: templates.intake.body, omitsRisk: false }, answers)).toBe(false);
  });
});

test("every measure that ships says where it is from and on which terms, and is scored", () => {
  const shipped = Object.values(templates).filter(({ kind }) => kind === "measure");
  expect(shipped.map(({ name }) => name)).toEqual(["PHQ-9", "GAD-7"]);
  for (const { body } of shipped) {
    expect(body.measure?.source).toMatch(/\d{4}/);
    expect(body.measure?.licence).toBe(
      "No permission required to reproduce, translate, display or distribute.",
    );
    expect(scoreOf({ body, omitsRisk: false }, {})).not.toBeNull();
  }
});

test("bands touch without gap or overlap, from nothing to the most there can be", () => {
  for (const [name, { most, bands }] of Object.entries(measures)) {
    expect(bands[0]?.from, name).toBe(0);
    expect(bands.at(-1)?.to, name).toBe(most);
    for (const [at, { from }] of bands.entries())
      if (at > 0) expect(from, name).toBe((bands[at - 1]?.to ?? 0) + 1);
  }
});
