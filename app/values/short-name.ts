/** "Amara O." for Amara Osei, "Lena and Max B." for Lena and Max Berg: enough for whoever knows them. */
export function shortName(name: string): string {
  const { first, last } = partsOf(name);
  return last ? `${first} ${[...last][0]}.` : first;
}

/** "Amara" for Amara Osei, "Lena and Max" for Lena and Max Berg. */
export function firstName(name: string): string {
  return partsOf(name).first;
}

/** What people are called, and the last word of what they are named; several people share one. A remark behind is no name. */
function partsOf(name: string): { first: string; last: string | undefined } {
  const words = name
    .replace(/\s*\([^()]*\)\s*$/, "")
    .trim()
    .split(/\s+/);
  const and = words.findLastIndex((word) => word === "and" || word === "&");
  const first = words.slice(0, and < 0 ? 1 : and + 2).join(" ");
  return { first, last: words.length > and + 2 ? words.at(-1) : undefined };
}
