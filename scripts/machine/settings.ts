import { demoGoogle } from "../../sandbox/google/demo.ts";
import { demoStripe } from "../../sandbox/stripe/demo.ts";
import { demoSecrets } from "./secrets.ts";

type Where = { databaseUrl: string; mode: "demo" | "development"; port?: number; sandboxPort?: number };

/**
 * The environment of a house that speaks to the sandbox and to nobody else. Real vendors' keys that happen to be in the
 * shell are covered: a demo must not send a letter to anyone.
 */
export function demoSettings({
  databaseUrl,
  mode,
  port = askedPort(),
  sandboxPort = askedSandboxPort(),
}: Where) {
  return {
    ...process.env,
    ...demoSecrets(),
    // What React is fast by; what production refuses goes by SELVAGE_MODE.
    NODE_ENV: mode === "demo" ? "production" : "development",
    SELVAGE_MODE: mode,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: process.env.HOST ?? "127.0.0.1",
    APP_URL: process.env.APP_URL ?? `http://localhost:${port}`,
    SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    SANDBOX_PORT: String(sandboxPort),
    RESEND_API_KEY: "re_sandbox",
    // The sandbox tells the app what became of letters, as Resend does; the secret guards nothing else.
    RESEND_WEBHOOK_SECRET: "whsec_ZGVtby1vbmx5LW1haWwtd2ViaG9vaw==",
    RESEND_WEBHOOK_URL: `http://127.0.0.1:${port}/hooks/resend`,
    ...demoStripe,
    // And what became of payments, each practice at its own hook.
    STRIPE_WEBHOOKS_TO: `http://127.0.0.1:${port}`,
    ...demoGoogle,
    SMTP_URL: `smtp://127.0.0.1:${sandboxPort + 1}`,
    MAIL_FROM: process.env.MAIL_FROM ?? "hello@demo.test",
  };
}

/** The port asked for in the shell, or the usual one. */
export function askedPort(): number {
  return Number(process.env.PORT || 3000);
}

/** The sandbox's; its mail catcher listens one above. */
export function askedSandboxPort(): number {
  return Number(process.env.SANDBOX_PORT || 4010);
}
