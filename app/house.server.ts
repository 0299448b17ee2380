import { connect, type Database } from "./db/client.server.ts";
import { openLimits } from "./db/limits.server.ts";
import type { House } from "./domain/ctx.ts";
import { lanes } from "./domain/lanes.ts";
import type { Env } from "./env.server.ts";
import { openGoogle } from "./integrations/google-calendar.server.ts";
import { openAddresses } from "./integrations/ical-address.server.ts";
import { resendCarrier } from "./integrations/resend.server.ts";
import { smtpCarrier } from "./integrations/smtp.server.ts";
import { openStorage } from "./integrations/storage.server.ts";
import { openStripe } from "./integrations/stripe.server.ts";
import { openVault } from "./integrations/vault.server.ts";
import { chores } from "./jobs.ts";
import type { Log } from "./log.server.ts";
import { perform } from "./perform.ts";
import { openQueue, type Queue } from "./queue/queue.ts";
import type { World } from "./world.ts";

type OpenHouse = {
  house: House;
  /** The outside as a job meets it, which has time to wait; `hasty` as a person does, who has not. */
  world: World;
  hasty: World;
  database: Database;
  queue: Queue;
  work(): Promise<void>;
  close(): Promise<void>;
};

/** The wiring: one database, one queue and one outside world, handed to the web, the worker and the command line alike. */
export async function openHouse(env: Env, log: Log): Promise<OpenHouse> {
  const database = connect(env.DATABASE_URL, {
    onLoss: (error) => log.warn({ error }, "lost a database connection"),
  });
  await refuseSuperuser(database);
  const isWorker = env.ROLE !== "web";
  const queue = await openQueue({
    url: env.DATABASE_URL,
    isWorker,
    onError: (error) => log.warn({ error }, "queue"),
  });
  const vault = openVault({ encryption: env.ENCRYPTION_KEYS, secrets: env.SESSION_SECRET });
  const house: House = {
    db: database.db,
    now: () => new Date(),
    vault,
    enqueue: queue.enqueue,
    countTry: openLimits(database.pool),
    actor: { kind: "visitor" },
    appUrl: env.APP_URL.replace(/\/$/, ""),
    stripeOfEnvironment: env.STRIPE_SECRET_KEY !== undefined,
  };
  const world = openWorld(env, 20_000);
  const hasty = openWorld(env, 1_500);
  if (!world.mail.resend && !world.mail.smtp)
    log.warn("no mail carrier is set up: letters wait until RESEND_API_KEY or SMTP_URL is");

  return {
    house,
    world,
    hasty,
    database,
    queue,
    async work() {
      for (const [job, { at, ...where }] of Object.entries(chores)) {
        await queue.boss.schedule(
          "lane" in where ? where.lane : "house",
          at,
          { job, practiceId: "", subjectId: "", sequence: 0 },
          { key: job, tz: "UTC" },
        );
      }
      await queue.work(lanes, (work) => perform(house, world, work));
    },
    async close() {
      await queue.close();
      await database.close();
    },
  };
}

/** A superuser walks through row-level security, so the second wall would be painted on (decisions, 25). */
async function refuseSuperuser({ pool, close }: Database): Promise<void> {
  const { rows } = await pool.query<{ above: boolean }>(
    "select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user",
  );
  if (!rows[0]?.above) return;
  await close();
  throw new Error(
    "DATABASE_URL signs in as a superuser; give Selvage a role of its own that owns its database and nothing else",
  );
}

/** `patience`: how long one call of the payment or the calendar service may take, ms. */
function openWorld(env: Env, patience: number): World {
  const {
    MAIL_FROM: from = `hello@${new URL(env.APP_URL).hostname}`,
    RESEND_API_KEY: apiKey,
    SMTP_URL: url,
    SANDBOX_URL: baseUrl,
    GOOGLE_CLIENT_ID: clientId,
    GOOGLE_CLIENT_SECRET: clientSecret,
    STRIPE_SECRET_KEY: secretKey = null,
    STRIPE_WEBHOOK_SECRET: webhookSecret = null,
  } = env;
  return {
    mail: {
      from,
      ...(apiKey ? { resend: resendCarrier({ apiKey, ...(baseUrl ? { baseUrl } : {}) }) } : {}),
      ...(url ? { smtp: smtpCarrier({ url }) } : {}),
    },
    payments: openStripe({ secretKey, webhookSecret, baseUrl, timeoutMs: patience }),
    ...(clientId && clientSecret
      ? { calendars: openGoogle({ clientId, clientSecret, baseUrl, timeoutMs: patience }) }
      : {}),
    storage: openStorage(env.STORAGE),
    addresses: openAddresses({ sandbox: baseUrl && new URL(baseUrl).origin, timeoutMs: patience }),
  };
}
