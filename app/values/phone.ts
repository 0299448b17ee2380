/** The numbers in a few words about whom to ring: "112 or 999" has two, "10177, or 112 from a mobile" as well. */
export function numbersIn(words: string): string[] {
  return words.match(/\+?\d[\d ]*\d|\d/g) ?? [];
}

/** What a link to ring a number says. */
export function telOf(number: string): string {
  return `tel:${number.replaceAll(/[^+\d]/g, "")}`;
}
