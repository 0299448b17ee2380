/** What a check found. `warn` wants a person some day; `broken` wants one now. `says` is one sentence. */
export type Verdict = { state: "ok" | "warn" | "broken"; says: string };

export function ok(says: string): Verdict {
  return { state: "ok", says };
}

export function warn(says: string): Verdict {
  return { state: "warn", says };
}

export function broken(says: string): Verdict {
  return { state: "broken", says };
}

/** "one letter", "3 letters". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${count} ${many}`;
}
