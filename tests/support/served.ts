import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { demoGoogle } from "#sandbox/google/demo.ts";
import { demoPeople } from "#sandbox/google/demo-people.ts";
import type { Message } from "#sandbox/inbox.ts";
import { openSandbox } from "#sandbox/open.ts";
import { demoAccounts, demoStripe } from "#sandbox/stripe/demo.ts";
import { type Child, startChild } from "../../scripts/machine/child.ts";
import { runCli } from "../../scripts/machine/cli.ts";
import { dataDir, makeFolder, node, root } from "../../scripts/machine/places.ts";
import { anyPort } from "../../scripts/machine/ports.ts";
import { freshDatabase } from "./database.ts";

export type Fault = {
  service: "resend" | "smtp" | "stripe" | "google";
  fault: string;
  match?: string;
  times?: number;
  ms?: number;
};

export type Served = {
  /** What APP_URL says: the address of the first process. */
  url: string;
  /** One address for each process; they share the database. */
  urls: string[];
  databaseUrl: string;
  sandboxUrl: string;
  /** The processes, to be killed by whoever wants to know what happens then. */
  children: Child[];
  /** Start one more process, as a supervisor would after a crash. Gives its address. */
  another(): Promise<string>;
  /** The letters that reached an address, oldest first. */
  inbox(to: string): Promise<Message[]>;
  /** The letters to an address, once there are at least `count` of them; throws after 20 s without. */
  letters(to: string, count?: number): Promise<Message[]>;
  /** The newest letter to an address whose subject or text says this; throws after 20 s without. */
  letterSaying(to: string, words: RegExp): Promise<Message>;
  /** Make the outside world fail until `clearFaults`. */
  fault(wish: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  stop(): Promise<void>;
};

type Wishes = {
  env?: NodeJS.ProcessEnv;
  processes?: number;
  /** A database to copy, migrated and filled already; without one, this migrates and seeds. */
  template?: string | undefined;
};

// The same in every process of a run: a private link in a template has to open in each copy of it.
const secret = `test:${Buffer.alloc(32, "selvage test").toString("base64")}`;

/** The built app as a person meets it: own database with the demo's people, own outside world, own ports. */
export async function serveApp({ env = {}, processes = 1, template }: Wishes = {}): Promise<Served> {
  const database = await freshDatabase(template ? { template } : {});
  // The first process hears what became of letters; its address is known once it is open.
  const hook = { url: "", secret: "whsec_dGVzdC1vbmx5LW1haWwtd2ViaG9vaw==" };
  const stripe = demoAccounts("");
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret } = demoGoogle;
  const google = { clients: [{ id, secret }], people: demoPeople };
  const sandbox = await openSandbox({ port: 0, hook, stripe, google });
  const settings = {
    ...settingsFor(database.url),
    RESEND_WEBHOOK_SECRET: hook.secret,
    ...demoStripe,
    ...demoGoogle,
    SANDBOX_URL: sandbox.url,
    SMTP_URL: sandbox.smtpUrl,
    ...env,
  };
  const children: Child[] = [];
  const urls: string[] = [];

  async function another(): Promise<string> {
    const port = await anyPort();
    const url = `http://localhost:${port}`;
    const log = join(makeFolder(join(dataDir, "served")), `${process.pid}-${port}.log`);
    const child = startChild("app", node, ["server.ts"], {
      cwd: root,
      log,
      env: { ...settings, PORT: String(port), APP_URL: urls[0] ?? url },
    });
    children.push(child);
    urls.push(url);
    hook.url ||= `http://127.0.0.1:${port}/hooks/resend`;
    if (urls.length === 1)
      for (const [n, { url }] of demoAccounts(`http://127.0.0.1:${port}`).entries())
        Object.assign(stripe[n]!, { url });
    await untilOpen(child, port);
    return url;
  }

  async function stop(): Promise<void> {
    await Promise.all(children.map((child) => child.stop()));
    await sandbox.close();
    await database.close();
  }

  async function inbox(to: string): Promise<Message[]> {
    const answer = await fetch(`${sandbox.url}/control/inbox?to=${encodeURIComponent(to)}`);
    return (await answer.json()).messages;
  }

  async function letters(to: string, count = 1): Promise<Message[]> {
    for (const until = Date.now() + 20_000; Date.now() < until; await pause(50)) {
      const found = await inbox(to);
      if (found.length >= count) return found;
    }
    throw new Error(`${to} has ${(await inbox(to)).length} of ${count} letters after 20 s`);
  }

  async function letterSaying(to: string, words: RegExp): Promise<Message> {
    for (const until = Date.now() + 20_000; Date.now() < until; await pause(50)) {
      const found = (await inbox(to)).findLast(({ subject, text }) => words.test(`${subject}\n${text}`));
      if (found) return found;
    }
    const subjects = (await inbox(to)).map(({ subject }) => subject).join(" | ");
    throw new Error(`${to} has no letter saying ${words} after 20 s, only: ${subjects}`);
  }

  const control = async (method: string, body?: Fault) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${sandbox.url}/control/faults`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };

  try {
    if (!template) await fill(database.url);
    for (let made = 0; made < processes; made++) await another();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urls[0]!,
    urls,
    databaseUrl: database.url,
    sandboxUrl: sandbox.url,
    children,
    another,
    inbox,
    letters,
    letterSaying,
    fault: (wish) => control("POST", wish),
    clearFaults: () => control("DELETE"),
    stop,
  };
}

/** A database with everything in it, to be copied by `serveApp`. */
export async function seededTemplate(): Promise<{ name: string; close: () => Promise<void> }> {
  const database = await freshDatabase();
  await fill(database.url);
  return { name: new URL(database.url).pathname.slice(1), close: database.close };
}

async function fill(databaseUrl: string): Promise<void> {
  const settings = { ...settingsFor(databaseUrl), APP_URL: "http://localhost:3000" };
  await runCli(["migrate"], settings);
  await runCli(["seed"], settings);
}

function settingsFor(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    SELVAGE_MODE: "test",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: secret,
    ENCRYPTION_KEYS: secret,
    RESEND_API_KEY: "re_test",
    MAIL_FROM: "hello@selvage.test",
    METRICS_TOKEN: randomBytes(16).toString("hex"),
    LOG_LEVEL: "warn",
  };
}

async function untilOpen(child: Child, port: number): Promise<void> {
  let how: string | null = null;
  child.ended.then((ended) => (how = ended));
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(25)) {
    if (how !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error(`The app did not open (${how ?? "no answer in 30 s"}):\n${child.lastLines()}`);
}
