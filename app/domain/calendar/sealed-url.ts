import type { Ctx } from "#app/domain/ctx.ts";
import type { CalendarRow } from "./pull.ts";

const shelf = (row: string) => ({ row, column: "calendars.url" });

/** The address of a calendar as it is kept: sealed under a key of its own, for whoever has it reads the calendar. */
export function sealedUrl({ vault }: Ctx, id: string, url: string) {
  const key = vault.newKey();
  return { keyRing: key.ring, keyWrapped: key.wrapped, sealedUrl: vault.seal(key, shelf(id), url) };
}

type Sealed = Pick<CalendarRow, "id" | "keyRing" | "keyWrapped" | "sealedUrl">;

/** The address of a calendar, opened; null for one that has none. */
export function urlOf({ vault }: Ctx, { id, keyRing, keyWrapped, sealedUrl }: Sealed): string | null {
  if (!keyRing || !keyWrapped || !sealedUrl) return null;
  return vault.unseal({ ring: keyRing, wrapped: keyWrapped }, shelf(id), sealedUrl);
}
