import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir, makeFolder } from "./places.ts";

type Secrets = { SESSION_SECRET: string; ENCRYPTION_KEYS: string };

/**
 * The secrets of this checkout's demo, made once and kept beside the database they open. Their ids begin with "demo",
 * by which production knows and refuses them.
 */
export function demoSecrets(): Secrets {
  const file = join(makeFolder(dataDir), "demo-secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made: Secrets = { SESSION_SECRET: aRing(), ENCRYPTION_KEYS: aRing() };
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

function aRing(): string {
  return `demo:${randomBytes(32).toString("base64")}`;
}
