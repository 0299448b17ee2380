import { readFile } from "node:fs/promises";
import { connect } from "./db/client.server.ts";
import { openLimits } from "./db/limits.server.ts";
import type { House } from "./domain/ctx.ts";
import { resetSecondFactor } from "./domain/identity/reset-second-factor.ts";
import { examine } from "./domain/operations/doctor.ts";
import { replayList, showErasures } from "./domain/operations/erasures-in-words.ts";
import { inWords } from "./domain/operations/in-words.ts";
import { runAgain } from "./domain/operations/jobs.ts";
import { showJobs } from "./domain/operations/jobs-in-words.ts";
import { turnRing } from "./domain/operations/rotation-in-words.ts";
import { seed } from "./domain/operations/seed.ts";
import { printCode, setupUrlOf } from "./domain/setup/code.ts";
import { type Env, exampleEnv, readEnv } from "./env.server.ts";
import { openStorage } from "./integrations/storage.server.ts";
import { openVault } from "./integrations/vault.server.ts";
import { migrate, pendingMigrations } from "./migrate.server.ts";
import { openQueue } from "./queue/queue.ts";
import { isId } from "./values/ids.ts";

type Said = { say: (line: string) => void; args: string[]; settings: () => Env };
type Verb = {
  usage: string;
  does: string;
  understands?: (args: string[]) => boolean;
  run: (said: Said) => Promise<number>;
};

/** Something an operator should hear as it is, and no more than that. */
class Problem extends Error {}

const verbs: Record<string, Verb> = {
  migrate: { usage: "migrate", does: "bring the database to this release", run: migrateVerb },
  seed: { usage: "seed", does: "fill an empty house with the practices of the demo", run: seedVerb },
  setup: {
    usage: "setup",
    does: "print an address at which a practice can be set up, where there is none",
    run: setupVerb,
  },
  doctor: {
    usage: "doctor",
    does: "look everything over; exits 1 when something is broken",
    run: doctorVerb,
  },
  jobs: {
    usage: "jobs [again <id>|all]",
    does: "show what waits, runs and lies buried; run buried jobs again",
    understands: ([again, which = "", ...rest]) =>
      !again || (again === "again" && rest.length === 0 && (which === "all" || isId(which))),
    run: jobsVerb,
  },
  user: {
    usage: "user reset-second-factor <email>",
    does: "for somebody who lost every second step: forget them, sign them out everywhere",
    understands: ([what, email = "", ...rest]) =>
      what === "reset-second-factor" && email.includes("@") && rest.length === 0,
    run: userVerb,
  },
  "rotate-keys": {
    usage: "rotate-keys [--status]",
    does: "wrap every data key anew under the ring's current key; safe while the app runs",
    understands: ([status = "--status", ...rest]) => status === "--status" && rest.length === 0,
    run: rotateVerb,
  },
  erasures: {
    usage: "erasures [replay [<file>]]",
    does: "print the list of erased clients, to be kept with the keys; forget them again after a restore",
    understands: ([replay = "replay", , ...rest]) => replay === "replay" && rest.length === 0,
    run: erasuresVerb,
  },
  env: { usage: "env", does: "print every setting with its meaning, for .env.example", run: envVerb },
};

/**
 * The command line: does one verb and gives the exit code. 0 done, 1 not done or not well, 2 not understood. `source` is
 * where settings are read from, the environment unless told otherwise.
 */
export async function run(
  [name = "", ...args]: string[],
  say: (line: string) => void,
  source?: Record<string, string | undefined>,
): Promise<number> {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    usage(name, say);
    return 2;
  }
  if (!(verb.understands?.(args) ?? args.length === 0)) {
    say(`npm run selvage -- ${verb.usage}`);
    return 2;
  }
  try {
    return await verb.run({ say, args, settings: () => settings(source) });
  } catch (error) {
    say(error instanceof Problem ? error.message : `selvage ${name} could not finish: ${inWords(error)}.`);
    return 1;
  }
}

function usage(name: string, say: (line: string) => void): void {
  if (name) say(`There is no verb "${name}".\n`);
  say("npm run selvage -- <verb>\n");
  for (const verb of Object.values(verbs)) say(`  ${verb.usage.padEnd(36)}${verb.does}`);
}

function settings(source?: Record<string, string | undefined>): Env {
  const read = readEnv(source);
  if (read.ok) return read.env;
  throw new Problem(
    ["The settings are not right:", ...read.problems.map((problem) => `  ${problem}`)].join("\n"),
  );
}

async function migrateVerb({ say, settings }: Said): Promise<number> {
  const applied = await migrate(settings().DATABASE_URL);
  for (const name of applied) say(`Applied ${name}`);
  say(
    applied.length > 0
      ? "The database is at this release."
      : "Nothing to do: the database is at this release.",
  );
  return 0;
}

const seedSays = {
  seeded: "Maren Holt and Harbour Group are open, in the middle of their week.",
  already_there: "Nothing to do: the demo is here already.",
  has_its_own:
    "Nothing was added: there are practices here, and the demo's people would be strangers among theirs.",
};

function seedVerb({ say, settings }: Said): Promise<number> {
  const env = settings();
  return inHouse(env, async ({ house, pending }) => {
    if ((await pending()).length > 0)
      throw new Problem("The database is not at this release; run selvage migrate first.");
    const isForShow = env.SELVAGE_MODE !== "production";
    const outcome = await seed(house, {
      sharesSecondFactor: isForShow,
      hasSandboxKeys: isForShow,
      world: { mail: { from: "" }, storage: openStorage(env.STORAGE) },
    });
    say(seedSays[outcome]);
    return outcome === "has_its_own" ? 1 : 0;
  });
}

function setupVerb({ say, settings }: Said): Promise<number> {
  return inHouse(settings(), async ({ house, pending }) => {
    if ((await pending()).length > 0)
      throw new Problem("The database is not at this release; run selvage migrate first.");
    const code = await printCode(house);
    if (code) say(setupUrlOf(house, code));
    else say("Nothing to set up: there is a practice here already.");
    return code ? 0 : 1;
  });
}

const marks = { ok: "ok    ", warn: "warn  ", broken: "not ok" };

function doctorVerb({ say, settings }: Said): Promise<number> {
  const env = settings();
  return inHouse(env, async ({ house, pending }) => {
    const storage = openStorage(env.STORAGE);
    const findings = await examine({ house, storage, pendingMigrations: pending });
    for (const { state, check, says } of findings) say(`${marks[state]}  ${check.padEnd(16)}${says}`);
    return findings.some(({ state }) => state === "broken") ? 1 : 0;
  });
}

async function jobsVerb({ say, args: [, which], settings }: Said): Promise<number> {
  if (!which) return inHouse(settings(), async ({ house }) => showJobs(house, say).then(() => 0));
  const queue = await openQueue({ url: settings().DATABASE_URL, isWorker: false, onError: () => {} });
  try {
    const taken = await runAgain(queue.boss, which === "all" ? which : [which]);
    if (taken > 0) say(`Taken up again: ${taken}.`);
    else say(which === "all" ? "Nothing is buried." : "No such job is buried.");
    return taken > 0 || which === "all" ? 0 : 1;
  } finally {
    await queue.close();
  }
}

function userVerb({ say, args: [, email = ""], settings }: Said): Promise<number> {
  return inHouse(settings(), async ({ house }) => {
    const isReset = await resetSecondFactor(house, email.toLowerCase());
    if (isReset === null) throw new Problem("Nobody signs in with that address.");
    say(
      isReset
        ? "Their second steps are forgotten and they are signed out everywhere. They set up a new one when they next sign in."
        : "Nothing to do: they have no second step.",
    );
    return 0;
  });
}

function rotateVerb({ say, args: [status], settings }: Said): Promise<number> {
  const onlyStatus = status === "--status";
  return inHouse(settings(), async ({ house }) => ((await turnRing(house, say, { onlyStatus })) ? 0 : 1));
}

async function erasuresVerb({ say, args: [replay, file], settings }: Said): Promise<number> {
  const list = file ? (await readFile(file, "utf8")).split("\n") : [];
  const env = settings();
  if (!replay) return inHouse(env, async ({ house }) => showErasures(house, say).then(() => 0));
  // The bytes of files that come back with a restore are deleted by jobs.
  const queue = await openQueue({ url: env.DATABASE_URL, isWorker: false, onError: () => {} });
  try {
    return await inHouse(env, async ({ house }) => {
      await replayList({ ...house, enqueue: queue.enqueue }, say, list);
      return 0;
    });
  } finally {
    await queue.close();
  }
}

async function envVerb({ say }: Said): Promise<number> {
  say(exampleEnv().trimEnd());
  return 0;
}

type Inside = { house: House; pending: () => Promise<string[]> };

/** A house without web, queue or post: enough to ask it things, and for history to be written in. */
async function inHouse<T>(env: Env, work: (inside: Inside) => Promise<T>): Promise<T> {
  const database = connect(env.DATABASE_URL, { max: 2 });
  const house: House = {
    db: database.db,
    now: () => new Date(),
    vault: openVault({ encryption: env.ENCRYPTION_KEYS, secrets: env.SESSION_SECRET }),
    enqueue: async () => {
      throw new Error("The command line sends nobody anything");
    },
    countTry: openLimits(database.pool),
    actor: { kind: "system", job: "selvage" },
    appUrl: env.APP_URL,
    stripeOfEnvironment: env.STRIPE_SECRET_KEY !== undefined,
  };
  try {
    return await work({ house, pending: () => pendingMigrations(database.pool) });
  } finally {
    await database.close();
  }
}

if (import.meta.main) {
  process.exitCode = await run(process.argv.slice(2), (line) => void process.stdout.write(`${line}\n`));
}
