import { z } from "zod";
import { parseRing, parseSecrets, type Ring } from "./values/ring.ts";

/** Secrets of the demo and of tests carry this in their ids, so production can tell and refuse them. */
const developmentId = /^(demo|dev|test)/;

function ring(parse: (text: string) => Ring | null) {
  return z.string().transform((text, check): Ring => {
    const parsed = parse(text);
    if (parsed) return parsed;
    check.addIssue({
      code: "custom",
      message: "should be id:base64,… with 32 bytes each; make one with: echo k1:$(openssl rand -base64 32)",
    });
    return z.NEVER;
  });
}

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  SELVAGE_MODE: z
    .enum(["production", "demo", "development", "test"])
    .default("production")
    .describe("Set by npm run demo and npm run dev; leave it out in production"),
  ROLE: z
    .enum(["all", "web", "worker"])
    .default("all")
    .describe("all: one process does everything. web and worker share the work between machines"),
  PORT: port.default(3000).describe("Where to listen"),
  HOST: z.string().default("127.0.0.1").describe("On which address to listen; 0.0.0.0 in a container"),
  APP_URL: z
    .url({ protocol: /^https?$/ })
    .describe("The address people use, such as https://maren.example; links in mail are built from it"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("Postgres 15 or newer; a role that owns its database and is no superuser"),
  SESSION_SECRET: ring(parseSecrets).describe(
    "A ring of keys for links and sessions, id:base64 of 32 bytes, comma between; the first is current",
  ),
  ENCRYPTION_KEYS: ring(parseRing).describe(
    "A ring of keys for private words, id:base64 of 32 bytes, comma between; the first is current",
  ),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\s<>,]+@[^@\s<>,]+\.[^@\s<>,]+$/, "should be a plain address such as hello@maren.example")
    .optional()
    .describe("The address letters come from; left out, hello@ the host of APP_URL"),
  RESEND_API_KEY: z.string().min(1).optional().describe("Sends letters through Resend"),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, "should be the signing secret of the webhook, whsec_…")
    .optional()
    .describe(
      "Hears at /hooks/resend what became of letters; the signing secret Resend shows for the webhook",
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("Sends letters when Resend is absent or refuses: smtp://user:password@host:587"),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/, "should be a secret or restricted key of Stripe, sk_…")
    .optional()
    .describe("Takes card payments for the first practice; further practices keep keys of their own"),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, "should be the signing secret of the webhook, whsec_…")
    .optional()
    .describe("Hears at /hooks/stripe/<practice> what became of them; the signing secret Stripe shows"),
  GOOGLE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe("Lets therapists connect their Google Calendar; from the Google Cloud console, OAuth client"),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe("The secret of the same OAuth client"),
  STORAGE: z
    .string()
    .regex(
      /^(file:.+|s3:\/\/[a-z0-9][a-z0-9.-]+(\?[^#]*)?)$/,
      "should be file:<folder> or s3://<bucket>?region=…&endpoint=…",
    )
    .default("file:.data/files")
    .describe("Where files lie, sealed: file:<folder>, or s3://<bucket>?region=…&endpoint=… (keys: AWS_…)"),
  SANDBOX_URL: z
    .url({ protocol: /^http$/ })
    .optional()
    .describe("Development only: the vendors' clients speak to the sandbox there"),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .describe(
      "Networks of proxies in front, such as 10.0.0.0/8; the rightmost address outside them is the visitor",
    ),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged; never a personal word at any level"),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("Bearer token for /metrics; without it /metrics is closed"),
});

export type Env = z.infer<typeof schema>;

/** Every setting, parsed once. A wrong value names itself; production refuses the values of development. */
export function readEnv(
  source: Record<string, string | undefined> = process.env,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${said(issue, set)}`),
    };
  const problems = parsed.data.SELVAGE_MODE === "production" ? unfitForProduction(parsed.data) : [];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, env: parsed.data };
}

function said(issue: z.core.$ZodIssue, set: Record<string, string | undefined>): string {
  return set[String(issue.path[0])] === undefined ? "is not set" : `is wrong: ${issue.message}`;
}

function unfitForProduction(env: Env): string[] {
  const problems: string[] = [];
  if (env.SANDBOX_URL)
    problems.push("SANDBOX_URL is for development; production speaks to the vendors themselves");
  for (const name of ["SESSION_SECRET", "ENCRYPTION_KEYS"] as const) {
    if (env[name].some((key) => developmentId.test(key.id)))
      problems.push(`${name} holds a key of the demo; make your own`);
  }
  if (env.STRIPE_SECRET_KEY && !env.STRIPE_WEBHOOK_SECRET)
    problems.push("STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET: without it payments are heard of late");
  if (env.STRIPE_SECRET_KEY?.startsWith("sk_test_demo_"))
    problems.push("STRIPE_SECRET_KEY is a key of the demo; take your own");
  if ((env.GOOGLE_CLIENT_ID === undefined) !== (env.GOOGLE_CLIENT_SECRET === undefined))
    problems.push("GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together");
  const { protocol, hostname } = new URL(env.APP_URL);
  if (protocol === "http:" && !["localhost", "127.0.0.1"].includes(hostname))
    problems.push("APP_URL should begin with https://");
  return problems;
}

/** The text of `.env.example`, made from the schema so that it cannot fall behind. */
export function exampleEnv(): string {
  const lines = Object.entries(schema.shape).flatMap(([name, field]) => [
    `# ${field.description ?? ""}`,
    `${name}=${exampleOf(field)}`,
    "",
  ]);
  return [
    "# Settings of Selvage, generated by `npm run selvage -- env`. Empty ones are off.",
    "",
    ...lines,
  ].join("\n");
}

function exampleOf(field: z.ZodType): string {
  const parsed = field.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : "";
}
