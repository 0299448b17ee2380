import type { Letterhead, Reader } from "./booking.ts";
import { oneLine } from "./one-line.ts";

/** How many letters a therapist's own line may have in a letter. */
export const mostLetters = { opening: 300, signature: 120 } as const;

/** The therapist's own line after the greeting, or null. What she writes is for clients alone. */
export function openingOf({ own }: Letterhead, reader: Reader): string | null {
  return asLine(own?.opening, reader, mostLetters.opening);
}

/** Her own line beneath the name, or null. */
export function signatureOf({ own }: Letterhead, reader: Reader): string | null {
  return asLine(own?.signature, reader, mostLetters.signature);
}

function asLine(words: string | null | undefined, reader: Reader, limit: number): string | null {
  return (reader === "client" && words && oneLine(words, limit)) || null;
}
