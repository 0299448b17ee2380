import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

/** A program of ours that runs until it is stopped. */
export type Child = {
  name: string;
  pid: number;
  /** Resolves with how it ended, for people: "exit code 1", "SIGKILL". */
  ended: Promise<string>;
  lastLines(): string;
  /** Asks it to stop, insists after `patience` milliseconds, resolves when it is gone. */
  stop(patience?: number): Promise<void>;
};

type Wishes = {
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Everything it says is kept here. */
  log: string;
  /** Show what it says as it says it. */
  aloud?: boolean;
};

/**
 * Starts a program, keeps its words, and makes sure that it does not outlive us. It leads its own session: Ctrl-C
 * reaches everything in ours at once, and what we started has to stop in order.
 */
export function startChild(name: string, command: string, args: string[], wishes: Wishes): Child {
  const child = spawn(command, args, {
    env: wishes.env,
    cwd: wishes.cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(wishes.log, { mode: 0o600 });
  let tail = "";
  const hear = (text: Buffer) => {
    log.write(text);
    tail = (tail + text).slice(-8000);
    if (wishes.aloud) process.stderr.write(text);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = whenEnded(child);
  if (child.pid) endWithUs(child.pid, ended);
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    lastLines: () => tail.trimEnd().split("\n").slice(-20).join("\n"),
    stop: async (patience = 10_000) => {
      child.kill("SIGTERM");
      const insist = setTimeout(() => child.kill("SIGKILL"), patience);
      await ended;
      clearTimeout(insist);
    },
  };
}

/**
 * Stops the process `pid` when we die without having been able to: a shell waits for the end of a pipe only we hold.
 * It stands down once `ended` resolves; what it gives makes it stand down earlier.
 */
export function endWithUs(pid: number, ended: Promise<unknown>): () => void {
  const watch = spawn(
    "sh",
    ["-c", 'trap "" INT TERM HUP; read -r _; kill -INT "$1" 2>/dev/null', "sh", String(pid)],
    {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    },
  );
  watch.on("error", () => {}); // No shell, no watch: the orderly way still works.
  watch.unref();
  const standDown = () => void watch.kill("SIGKILL");
  ended.then(standDown, standDown);
  return standDown;
}

function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
