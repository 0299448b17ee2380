import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { demoSecret } from "../../app/domain/operations/seed/demo-secret.ts";
import { openPostgres } from "../tasks/postgres.ts";
import { ensureBuilt } from "./built.ts";
import { type Child, startChild } from "./child.ts";
import { runCli } from "./cli.ts";
import { dataDir, makeFolder, node, root } from "./places.ts";
import { nextFree } from "./ports.ts";
import { askedPort, askedSandboxPort, demoSettings } from "./settings.ts";
import { askedToStop, during, Problem, say } from "./terminal.ts";

type Wishes = {
  mode: "demo" | "development";
  appArgs: string[];
  aloud: boolean;
  /** Without the demo's practices: somebody wants to set up one of their own. */
  isEmpty?: boolean;
};

/**
 * Runs everything on this machine (Postgres, the sandbox, the app) until somebody asks it to stop or a part of it
 * dies, and takes it down in order. Gives the exit code.
 */
export async function runHouse({ mode, appArgs, aloud, isEmpty = false }: Wishes): Promise<number> {
  const stop = askedToStop();
  let asked = false;
  stop.then(() => {
    asked = true;
  });
  const open: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const shut of open.splice(0).reverse()) await shut();
  };
  try {
    await ensureBuilt();
    const databaseUrl = process.env.DATABASE_URL || (await openOwnPostgres(open, isEmpty));
    const sandboxPort = await choosePort("the sandbox", askedSandboxPort(), 2);
    const port = await choosePort("the site", askedPort(), 1);
    const settings = demoSettings({ databaseUrl, mode, port, sandboxPort });
    const start = (name: string, args: string[], env: NodeJS.ProcessEnv, loud = false) => {
      const log = join(makeFolder(dataDir), `${name}.log`);
      const child = startChild(name, node, args, { env, cwd: root, log, aloud: loud });
      open.push(() => child.stop());
      return child;
    };

    const sandbox = start("sandbox", ["sandbox/main.ts"], { ...settings, HOST: "127.0.0.1" });
    await untilItAnswers(sandbox, `${settings.SANDBOX_URL}/`, stop);
    await during("Migrating", () => runCli(["migrate"], settings));
    if (!isEmpty) await during("Seeding", () => runCli(["seed"], settings));
    const app = start("app", ["server.ts", ...appArgs], settings, aloud);
    await untilItAnswers(app, `http://${reachable(settings.HOST)}:${port}/healthz`, stop);

    if (isEmpty) welcomeToEmptiness(settings, await setupAddress(settings));
    else welcome(settings.APP_URL, settings.SANDBOX_URL);
    throw await Promise.race([stop, oneOfThemEnds([sandbox, app])]);
  } catch (error) {
    // Ctrl-C also reaches the programs we were waiting for, so whatever failed after it failed because of it.
    if (!asked) throw error;
    return 0;
  } finally {
    if (asked) say("\nStopping…");
    await close();
  }
}

/** The empty demo has a database of its own, so that neither finds the other's practices. */
async function openOwnPostgres(open: (() => Promise<void>)[], isEmpty: boolean): Promise<string> {
  const postgres = await during("Opening Postgres", () =>
    openPostgres({ dataDir: join(dataDir, isEmpty ? "empty-postgres" : "postgres") }),
  );
  open.push(postgres.stop);
  return postgres.url;
}

async function choosePort(what: string, wanted: number, width: number): Promise<number> {
  const port = await nextFree(wanted, width);
  if (port !== wanted) say(`Port ${wanted} is taken by another program; ${what} uses ${port} instead.`);
  return port;
}

async function untilItAnswers(child: Child, address: string, stop: Promise<string>): Promise<void> {
  let over: Error | null = null;
  stop.then(() => (over ??= new Problem("Stopped before everything was open.")));
  child.ended.then((how) => (over ??= fellOver(child, how)));
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(50)) {
    if (over) throw over;
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Problem(
    `The ${child.name} did not answer at ${address} within a minute.\n\n${child.lastLines()}`,
  );
}

function reachable(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

function oneOfThemEnds(children: Child[]): Promise<Problem> {
  return Promise.race(children.map(async (child) => fellOver(child, await child.ended)));
}

function fellOver(child: Child, how: string): Problem {
  return new Problem(`The ${child.name} stopped by itself (${how}). Its last words:\n\n${child.lastLines()}`);
}

/** Null once a practice was set up there: the empty demo remembers it, as the other one does. */
function setupAddress(settings: NodeJS.ProcessEnv): Promise<string | null> {
  return runCli(["setup"], settings).catch(() => null);
}

type Addresses = { APP_URL: string; SANDBOX_URL: string };

function welcomeToEmptiness({ APP_URL, SANDBOX_URL }: Addresses, setupUrl: string | null): void {
  const first = setupUrl
    ? `Nobody has moved in yet. Set up a practice here; the address works once:\n\n  ${setupUrl}`
    : `The practice you set up is at ${APP_URL}; sign in at ${APP_URL}/sign-in.`;
  const again = "npm run demo -- --empty --fresh begins again with nothing.";
  console.log(
    `\nSelvage is open.\n\n${first}\n\n  Every letter  ${SANDBOX_URL}/inbox\n  The logs      ${join(dataDir, "app.log")}\n\nCtrl-C closes it. What you did stays in .data/; ${again}\n`,
  );
}

function welcome(appUrl: string, sandboxUrl: string): void {
  const lines = [
    ["The site", appUrl],
    ["Book a call", `${appUrl}/book/maren`],
    ["Sign in", `${appUrl}/sign-in`],
    ["Every letter", `${sandboxUrl}/inbox`],
    ["Second step", `${sandboxUrl}/second-factor`],
    ["Calendars", `${sandboxUrl}/google/calendar`],
    ["The logs", join(dataDir, "app.log")],
  ] as const;
  const table = lines.map(([name, value]) => `  ${name.padEnd(14)}${value}`).join("\n");
  const people = [
    ["clients", "jonah@demo.test, amara@demo.test, priya@demo.test, lena@demo.test and others"],
    ["Maren Holt", "maren@demo.test"],
    ["Harbour", "owner@, manager@, ana@, ben@, chi@, sup@, desk@ and books@harbour.test"],
  ] as const;
  const who = people.map(([name, value]) => `  ${name.padEnd(14)}${value}`).join("\n");
  const secret = `The second step of everybody who works here: the code at the address above, or an app with ${demoSecret}`;
  console.log(
    `\nSelvage is open.\n\n${table}\n\nWho can sign in:\n\n${who}\n\n${secret}\n\nCtrl-C closes it. What you did stays in .data/.\n`,
  );
}
