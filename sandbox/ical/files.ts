import { createHash } from "node:crypto";
import { family } from "./family.ts";

/** What stands at an address: a calendar file, or whatever else a test or a person wants to be found there. */
export type File = {
  text: string;
  type: string;
  status: number;
  /** Where it sends on to instead. */
  location: string | null;
  /** Whether it says by which mark it is known, so that nobody has to read it twice. */
  isMarked: boolean;
};

const plain = { type: "text/calendar; charset=utf-8", status: 200, location: null, isMarked: true };

/** The calendar files of somebody else's server, by their names. */
export class Files {
  readonly #files = new Map<string, File>();

  constructor() {
    this.clear();
  }

  get all(): [string, File][] {
    return [...this.#files];
  }

  find(name: string): File | undefined {
    return this.#files.get(name);
  }

  put(name: string, file: Partial<File>): void {
    this.#files.set(name, { ...plain, text: "", ...file });
  }

  remove(name: string): boolean {
    return this.#files.delete(name);
  }

  /** A family's week is there from the start. */
  clear(): void {
    this.#files.clear();
    this.put("family", { text: family });
  }
}

/** By what a file is known again. */
export function markOf({ text }: File): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}
