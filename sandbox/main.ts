import { demoPeople } from "./google/demo-people.ts";
import { openSandbox } from "./open.ts";
import { demoAccounts } from "./stripe/demo.ts";

const port = Number(process.env.SANDBOX_PORT ?? 4010);
const host = process.env.HOST ?? "127.0.0.1";

const { RESEND_WEBHOOK_URL: hookUrl, RESEND_WEBHOOK_SECRET: secret, STRIPE_WEBHOOKS_TO } = process.env;
const hook = hookUrl && secret ? { url: hookUrl, secret } : undefined;
// Without an app to tell, every Stripe key that looks like one opens an account of its own.
const stripe = STRIPE_WEBHOOKS_TO ? demoAccounts(STRIPE_WEBHOOKS_TO) : [];
// Without an app to know, Google lets in whoever comes.
const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: googleSecret } = process.env;
const google = { clients: id && googleSecret ? [{ id, secret: googleSecret }] : [], people: demoPeople };

try {
  const { url, smtpUrl, close } = await openSandbox({ port, host, hook, stripe, google });
  console.log(`Sandbox at ${url}, mail to ${smtpUrl}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void close());
} catch (error) {
  console.error(`The sandbox could not open ports ${port} and ${port + 1} on ${host}: ${String(error)}`);
  process.exit(1);
}
