import { build } from "vite";
import { expect, test } from "vitest";
import { walls } from "../vite.config.ts";

/** Build one made-up browser module, with the wall and without writing anything. */
function carry(code: string) {
  const entry = "virtual:page";
  return build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === entry ? `${process.cwd()}/app/routes/page.ts` : null),
        load: (id) => (id.endsWith("/app/routes/page.ts") ? code : null),
      },
      walls(),
    ],
    build: { write: false, rollupOptions: { input: entry } },
  });
}

test("a browser module that reaches a server room fails the build, and the carrier is named", async () => {
  for (const room of [
    "#app/domain/bookings/rules.ts",
    "#app/db/violations.ts",
    "#app/queue/queue.ts",
    "#app/env.server.ts",
  ]) {
    await expect(carry(`import * as room from "${room}"; console.log(room);`)).rejects.toThrow(
      /page\.ts carries .* to the browser/,
    );
  }
});

test("what the browser may carry passes", async () => {
  await expect(
    carry('import { formatMoney } from "#app/values/money.ts"; console.log(formatMoney);'),
  ).resolves.toBeDefined();
});
