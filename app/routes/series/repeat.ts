import { howOften } from "#app/values/rhythm-words.ts";

/** How often a session comes: not again, or every so many weeks. */
export const repeatChoices = [
  { value: "", label: "Once" },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((weeks) => ({
    value: String(weeks),
    label: howOften(weeks).replace(/^e/, "E"),
  })),
];

/** How many times, where nobody said. */
export const usualTimes = 8;
