import type { House } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";
import type { List } from "./read-list.ts";

const column = "imports.sealed";

type Kept = { keyRing: string; keyWrapped: Buffer; sealed: Buffer };

/** A list under a key of its own, bound to its import. */
export function sealList({ vault }: House, importId: string, list: List, key?: WrappedKey): Kept {
  const under = key ?? vault.newKey();
  const sealed = vault.seal(under, { row: importId, column }, JSON.stringify(list));
  return { keyRing: under.ring, keyWrapped: under.wrapped, sealed };
}

type Row = { id: string; keyRing: string | null; keyWrapped: Buffer | null; sealed: Buffer | null };

/** The list of an import; null once key and words are gone. */
export function openList(
  { vault }: House,
  { id, keyRing: ring, keyWrapped: wrapped, sealed }: Row,
): List | null {
  if (!ring || !wrapped || !sealed) return null;
  return JSON.parse(vault.unseal({ ring, wrapped }, { row: id, column }, sealed)) as List;
}

/** What makes the words of a list unreadable for good: written over them when they have done their work. */
export const destroyed = { keyRing: null, keyWrapped: null, sealed: null };
