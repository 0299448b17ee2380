import { globSync, readFileSync } from "node:fs";
import { createServer, isRunnableDevEnvironment } from "vite";
import { expect, test } from "vitest";
import { ensureBuilt } from "../../../scripts/machine/built.ts";

const words = "Sign in without a letter";

test("the password form is absent from the production bundle", async () => {
  expect(readFileSync("app/routes/auth/password.tsx", "utf8")).toContain(words);
  await ensureBuilt();
  const files = globSync("build/**/*.{js,html,json}");
  expect(files.length).toBeGreaterThan(10);
  const telling = files.filter((file) =>
    /sign in without a letter|sign-in\/password/i.test(readFileSync(file, "utf8")),
  );
  expect(telling).toEqual([]);
});

test("in development there is one", async () => {
  const vite = await createServer({
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: "silent",
  });
  try {
    const { ssr } = vite.environments;
    if (!ssr || !isRunnableDevEnvironment(ssr))
      throw new Error("Vite cannot run the server code in this process");
    const { routes } = await ssr.runner.import("virtual:react-router/server-build");
    expect(Object.keys(routes)).toContain("routes/auth/password");
  } finally {
    await vite.close();
  }
}, 240_000);
