import { defineConfig } from "@playwright/test";
import { launchOptions } from "./tests/support/browser-options.ts";

/** Flows run twice from the same steps, with script and without; the rest looks at what either of them was given. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  globalSetup: "./tests/support/browser-setup.ts",
  outputDir: ".data/results/browser",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions,
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
    screenshot: "only-on-failure",
    trace: "off",
  },
  projects: [
    { name: "with script", testDir: "tests/e2e/flows" },
    { name: "without script", testDir: "tests/e2e/flows", use: { javaScriptEnabled: false } },
    { name: "once", testDir: "tests/e2e/once" },
  ],
});
