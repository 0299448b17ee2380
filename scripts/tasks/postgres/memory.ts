import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an embedded server remembers between runs. */
export type Memory = {
  port: number | null;
  adminPassword: string;
  password: string;
  /** The folder that holds the cluster when it could not stay in the checkout. */
  elsewhere: string | null;
};

/** What is known about the server of this folder; new passwords when there is none yet. */
export function recall(dataDir: string): Memory {
  const file = fileOf(dataDir);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  return { port: null, adminPassword: password(), password: password(), elsewhere: null };
}

/** Writes it down, readable for the owner only: it holds passwords. */
export function remember(dataDir: string, memory: Memory): void {
  writeFileSync(fileOf(dataDir), JSON.stringify(memory, null, 2), { mode: 0o600 });
}

function fileOf(dataDir: string): string {
  return join(dataDir, "server.json");
}

function password(): string {
  return randomBytes(24).toString("base64url");
}
