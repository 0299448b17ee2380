import { orNotFound } from "#app/http.ts";

/** The year an address names; 404 for what is none of ours. */
export function yearIn(text: string): number {
  return orNotFound(/^20\d{2}$/.test(text) ? Number(text) : null);
}
