import pg from "pg";
import { expect, vi } from "vitest";
import type { Message } from "#sandbox/inbox.ts";
import { openSandbox } from "#sandbox/open.ts";
import type { Account } from "#sandbox/stripe/engine.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { startApp } from "./app.ts";
import { aCounter, tapPostgres, tapVendor } from "./tap.ts";

type Wishes = {
  template: string;
  env?: NodeJS.ProcessEnv;
  /** The practice's account at Stripe, and at which of the app's paths it is heard. */
  stripe?: { account: Pick<Account, "secretKey" | "secret">; path: string };
};

export type TappedApp = Awaited<ReturnType<typeof aTappedApp>>;

/** The built app in a world of its own, behind taps that count what it does and can stop the world. */
export async function aTappedApp({ template, env = {}, stripe }: Wishes) {
  const database = await freshDatabase({ template });
  const account = stripe && { ...stripe.account, url: "" };
  const sandbox = await openSandbox({ port: 0, ...(account && { stripe: [account] }) });
  const [postgres, vendor] = [await tapPostgres(database.url), await tapVendor(sandbox.url)];
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const through = new URL(database.url);
  through.port = String(postgres.port);
  const settings = { RESEND_API_KEY: "re_test", ...env };
  const open = async (places: NodeJS.ProcessEnv) => {
    const app = await startApp({ ...settings, ...places });
    if (account && stripe) account.url = app.url.replace("localhost", "127.0.0.1") + stripe.path;
    return app;
  };
  const { url, child } = await open({
    DATABASE_URL: through.href,
    SANDBOX_URL: `http://127.0.0.1:${vendor.port}`,
  });
  return {
    url,
    pool,
    sandboxUrl: sandbox.url,
    count: (stopAt?: number) => {
      postgres.counter = vendor.counter = aCounter(stopAt);
      return postgres.counter;
    },
    again: () => open({ DATABASE_URL: database.url, SANDBOX_URL: sandbox.url }),
    /** Kill it, and wait until Postgres has noticed. */
    kill: async () => {
      process.kill(child.pid, "SIGKILL");
      await child.ended;
      await vi.waitFor(
        async () => {
          const { rows } = await pool.query(
            "select pid from pg_stat_activity where datname = current_database() and application_name <> '' and state is not null",
          );
          expect(rows).toEqual([]);
        },
        { timeout: 10_000, interval: 20 },
      );
    },
    letters: async (): Promise<Message[]> =>
      (await (await fetch(`${sandbox.url}/control/inbox`)).json()).messages,
    close: async () => {
      await child.stop(0);
      await pool.end();
      await Promise.all([postgres.close(), vendor.close(), sandbox.close()]);
      await database.close();
    },
  };
}
