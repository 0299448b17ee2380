/** Part of something stored, in bytes; `until` is left out. */
export type Part = { from: number; until: number };

/** Where sealed bytes lie. Names are ours, of letters, digits, hyphens and slashes; nobody outside ever chose one. */
export type Storage = {
  /** Lay something down, whole or not at all; what lay there before is replaced. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** What lies there, or the part of it that is asked for; null when nothing does. */
  get(name: string, part?: Part): Promise<Buffer | null>;
  /** Take something away; what is away already is away. */
  remove(name: string): Promise<void>;
  /** The names under a folder. */
  list(folder: string): AsyncIterable<string>;
  /** Where it is, in words an operator knows. Throws when nothing can be laid down and taken up again there. */
  check(): Promise<string>;
};
