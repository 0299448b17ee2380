import type { FileKind } from "#app/domain/files/rules.ts";
import type { Storage } from "#app/world/storage.ts";
import type { World } from "#app/world.ts";

export type MemoryStorage = Storage & { lying: Map<string, Buffer>; asked: string[] };

/** Storage that remembers what lies where and what was asked for. */
export function memoryStorage(): MemoryStorage {
  const lying = new Map<string, Buffer>();
  const asked: string[] = [];
  return {
    lying,
    asked,
    async put(name, bytes) {
      lying.set(name, Buffer.from(bytes));
    },
    async get(name, part) {
      asked.push(`${name} ${part ? `${part.from}-${part.until}` : "whole"}`);
      const found = lying.get(name);
      return found ? Buffer.from(part ? found.subarray(part.from, part.until) : found) : null;
    },
    async remove(name) {
      lying.delete(name);
    },
    async *list(folder) {
      for (const name of [...lying.keys()]) if (name.startsWith(`${folder}/`)) yield name;
    },
    check: async () => "memory",
  };
}

/** A world that keeps files and does nothing else. */
export function aWorldOfFiles(storage: Storage = memoryStorage()): World {
  return { mail: { from: "" }, storage };
}

/** Bytes as they come over a line, in parts of a size. */
export async function* inParts(bytes: Uint8Array, part = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += part) yield bytes.subarray(at, at + part);
}

/** The same, and then the line is cut. */
export async function* cutAfter(
  bytes: Uint8Array,
  length: number,
  part = 10_000,
): AsyncGenerator<Uint8Array> {
  yield* inParts(bytes.subarray(0, length), part);
  throw new Error("the line was cut");
}

/** All of what comes. */
export async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** A recording (RIFF WAVE, 8 bits, 8 kHz) of so many bytes of sound, each by its place. */
export function aWav(length: number, sample = (at: number) => (at * 31) % 251): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(length, 40);
  return Buffer.concat([head, Buffer.from(Uint8Array.from({ length }, (_, at) => sample(at)))]);
}

export const everyKind: FileKind[] = ["image", "pdf", "audio"];
