import { randomUUID } from "node:crypto";
import { invalid } from "./refusal.ts";

type Row = () => object;
type Snapshot = { fingerprint: string; rows: readonly Row[]; last: object };
const most = 1_000;

/**
 * Long answers, told page by page. The first page takes the snapshot; what changes while somebody turns the pages is
 * in none of them, and comes with the next sync.
 */
export class Pages {
  readonly #open = new Map<string, Snapshot & { from: number }>();

  /** The first page. `last` is added to the last one. */
  begin(fingerprint: string, rows: readonly Row[], size: number, last: object): object {
    return this.#page({ fingerprint, rows, last }, 0, size);
  }

  /** A page that a token leads to. The same token leads to the same page again. */
  turn(token: string, fingerprint: string, size: number): object {
    const open = this.#open.get(token);
    if (!open || open.fingerprint !== fingerprint) throw invalid("Invalid page token value.", "pageToken");
    return this.#page(open, open.from, size);
  }

  clear(): void {
    this.#open.clear();
  }

  #page(snapshot: Snapshot, from: number, size: number): object {
    const items = snapshot.rows.slice(from, from + size).map((row) => row());
    if (from + size >= snapshot.rows.length) return { items, ...snapshot.last };
    const nextPageToken = `page-${randomUUID()}`;
    this.#open.set(nextPageToken, { ...snapshot, from: from + size });
    if (this.#open.size > most)
      for (const oldest of [...this.#open.keys()].slice(0, 1)) this.#open.delete(oldest);
    return { nextPageToken, items };
  }
}
