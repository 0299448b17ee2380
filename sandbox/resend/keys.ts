import { createHash } from "node:crypto";

const KEPT_MS = 24 * 60 * 60 * 1_000;

type Entry = { fingerprint: string; ids: string[] | undefined; since: number };

/**
 * Idempotency keys and the ids of the emails they stand for, kept for 24 hours.
 * Source: https://resend.com/docs/dashboard/emails/idempotency-keys
 */
export class Keys {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Does `work` once for a key and body, and gives the same ids again afterwards. Answers `running` while the first
   * is still at it, `other` when the key came with another body. Work that throws leaves the key free.
   */
  async once(
    key: string,
    body: string,
    work: () => Promise<string[]>,
  ): Promise<"running" | "other" | string[]> {
    this.#forgetOld();
    const fingerprint = createHash("sha256").update(body).digest("hex");
    const known = this.#entries.get(key);
    if (known && known.fingerprint !== fingerprint) return "other";
    if (known) return known.ids ?? "running";

    const entry: Entry = { fingerprint, ids: undefined, since: this.#now().getTime() };
    this.#entries.set(key, entry);
    try {
      entry.ids = await work();
      return entry.ids;
    } finally {
      if (!entry.ids) this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  #forgetOld(): void {
    const oldest = this.#now().getTime() - KEPT_MS;
    for (const [key, { since }] of this.#entries) {
      if (since > oldest) return; // They stand in the order they came.
      this.#entries.delete(key);
    }
  }
}
