import { expect, test } from "vitest";
import { crisisLines } from "#app/domain/site/crisis-lines.ts";
import { numbersIn, telOf } from "#app/values/phone.ts";

test("each number is rung by itself, never two as one", () => {
  expect(numbersIn("112 or 999").map(telOf)).toEqual(["tel:112", "tel:999"]);
  expect(numbersIn("10177, or 112 from a mobile").map(telOf)).toEqual(["tel:10177", "tel:112"]);
  expect(numbersIn("213 544 545").map(telOf)).toEqual(["tel:213544545"]);
  expect(numbersIn("+351 213 544 545").map(telOf)).toEqual(["tel:+351213544545"]);
});

test("every country's emergency number is one, and short enough to be one", () => {
  for (const { country, emergency } of crisisLines) {
    const numbers = numbersIn(emergency);
    expect(numbers.length, country).toBeGreaterThan(0);
    for (const number of numbers) expect(telOf(number), country).toMatch(/^tel:\d{2,5}$/);
  }
});
