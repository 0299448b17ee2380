import { randomBytes } from "node:crypto";
import type * as Main from "#app/main.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { freshDatabase } from "./database.ts";

const path = `${process.cwd()}/build/server/main.js`;

/** The built server, opened in this process on a database of its own, as production would run it. */
export async function openBuilt(more: Record<string, string> = {}) {
  await ensureBuilt();
  const main: typeof Main = await import(path);
  const fresh = await freshDatabase();
  const ring = `test:${randomBytes(32).toString("base64")}`;
  const read = main.readEnv({
    SELVAGE_MODE: "test",
    ROLE: "web",
    APP_URL: "http://localhost:3000",
    DATABASE_URL: fresh.url,
    SESSION_SECRET: ring,
    ENCRYPTION_KEYS: ring,
    MAIL_FROM: "hello@selvage.test",
    LOG_LEVEL: "silent",
    ...more,
  });
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const selvage = await main.open(read.env);
  return {
    main,
    selvage,
    url: fresh.url,
    env: read.env,
    async close() {
      await selvage.close();
      await fresh.close();
    },
  };
}
