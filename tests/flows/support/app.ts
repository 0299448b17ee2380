import { join } from "node:path";
import { vi } from "vitest";
import { type Child, startChild } from "../../../scripts/machine/child.ts";
import { dataDir, makeFolder, node, root } from "../../../scripts/machine/places.ts";
import { anyPort } from "../../../scripts/machine/ports.ts";

const secret = `test:${Buffer.alloc(32, "selvage flows").toString("base64")}`;

/** One process of the built app over a database and a world that are there already. Resolves when it is ready. */
export async function startApp(env: NodeJS.ProcessEnv): Promise<{ url: string; child: Child }> {
  const port = await anyPort();
  const url = `http://localhost:${port}`;
  const child = startChild("app", node, ["server.ts"], {
    cwd: root,
    log: join(makeFolder(join(dataDir, "served")), `${process.pid}-${port}.log`),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      SELVAGE_MODE: "test",
      HOST: "127.0.0.1",
      PORT: String(port),
      APP_URL: "http://localhost:3000", // The same after a restart: letters are made of it.
      SESSION_SECRET: secret,
      ENCRYPTION_KEYS: secret,
      MAIL_FROM: "hello@selvage.test",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  let ending = "";
  child.ended.then((how) => (ending = how));
  await vi.waitFor(
    async () => {
      const answer = ending ? null : await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      if (!answer?.ok)
        throw new Error(`The app is not ready (${ending || "no answer"}):\n${child.lastLines()}`);
    },
    { timeout: 30_000, interval: 25 },
  );
  return { url, child };
}
