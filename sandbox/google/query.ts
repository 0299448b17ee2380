import { invalid, Refusal } from "./refusal.ts";
import { isZone, readTime } from "./times.ts";

/** What stands behind the question mark, read and refused as Google does. */
export class Query {
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  text(name: string): string | undefined {
    return this.#params.get(name) ?? undefined;
  }

  texts(name: string): string[] {
    return this.#params.getAll(name);
  }

  has(name: string): boolean {
    return this.#params.has(name);
  }

  flag(name: string): boolean | undefined {
    const value = this.#params.get(name);
    if (value === null) return undefined;
    if (value !== "true" && value !== "false") throw invalid(`Invalid boolean value: '${value}'.`, name);
    return value === "true";
  }

  /** A whole number, no less than `least` and cut to `most`. */
  count(name: string, fallback: number, most: number): number {
    const value = this.#params.get(name);
    if (value === null) return fallback;
    if (!/^-?\d{1,9}$/.test(value) || Number(value) < 1) {
      throw invalid(
        `Invalid integer value: '${value}'. Values must be within the range: [1, 2147483647]`,
        name,
      );
    }
    return Math.min(Number(value), most);
  }

  version(name: string): 0 | 1 {
    const value = this.#params.get(name) ?? "0";
    if (value !== "0" && value !== "1") throw invalid(`Invalid integer value: '${value}'.`, name);
    return value === "1" ? 1 : 0;
  }

  time(name: string): number | undefined {
    const value = this.#params.get(name);
    if (value === null) return undefined;
    const instant = readTime(value, undefined);
    // A time without an offset is "Bad Request", and no more is said.
    if (instant === null || Number.isNaN(instant)) throw new Refusal(400, "badRequest", "Bad Request");
    return instant;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.#params.get(name);
    if (value === null) return undefined;
    const found = values.find((one) => one === value);
    if (found === undefined) throw invalid(`Invalid string value: '${value}'.`, name);
    return found;
  }

  zone(name: string): string | undefined {
    const value = this.#params.get(name);
    if (value !== null && !isZone(value)) throw invalid("Invalid time zone.", name);
    return value ?? undefined;
  }
}
