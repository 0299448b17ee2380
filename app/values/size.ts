const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** How large something is, in words: "640 kB", "1.2 MB"; never less than it is, and never nothing. */
export function formatSize(bytes: number, locale: string): string {
  const [unit, size, digits] =
    bytes < 1000 * kilobyte
      ? (["kilobyte", Math.max(1, Math.ceil(bytes / kilobyte)), 0] as const)
      : (["megabyte", bytes / megabyte, 1] as const);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    maximumFractionDigits: digits,
    roundingMode: "ceil",
  }).format(size);
}
