import { spawn } from "node:child_process";
import { root } from "./places.ts";

/** How many things were looked at, and how it went. */
export type Count = { passed: number; failed: number };

export type Step = {
  name: string;
  command: string[];
  env?: NodeJS.ProcessEnv;
  /** Reads the counts a test runner wrote down; a step without it counts as one. Null when there are none. */
  count?: () => Count | null;
};

// A log file is no place for colours.
const plain = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined };

/** Runs the steps one after the other, all of them, and adds up. Those that pass take a line; failures show everything. */
export async function runSteps(steps: Step[], stop: AbortSignal): Promise<Count> {
  const total: Count = { passed: 0, failed: 0 };
  for (const step of steps) {
    const { passed, failed } = stop.aborted ? { passed: 0, failed: 1 } : await runStep(step, stop);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** The line every run ends with. A run that proved nothing is a failed one. */
export function conclude({ passed, failed }: Count): number {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function runStep({ name, command, env, count }: Step, stop: AbortSignal): Promise<Count> {
  const startedAt = Date.now();
  console.log(`  ${name}…`);
  const { ok, output } = await run(command, { ...process.env, ...plain, ...env }, stop);
  const result = judge(ok, count ? count() : { passed: ok ? 1 : 0, failed: 0 });
  const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const sum = count ? `${result.passed} passed, ${result.failed} failed, ${took}` : took;
  if (result.failed > 0) console.log(`${output.trimEnd()}\n`);
  console.log(`${result.failed > 0 ? "✗" : "✓"} ${name} (${sum})`);
  return result;
}

/** A runner that crashed, or said nothing, has failed once, whatever it counted before. */
export function judge(ok: boolean, count: Count | null): Count {
  const { passed, failed } = count ?? { passed: 0, failed: 0 };
  if (failed > 0) return { passed, failed };
  return { passed, failed: ok && count ? 0 : 1 };
}

function run(
  [command = "", ...args]: string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, signal, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.once("error", (error) => resolve({ ok: false, output: `${command}: ${error.message}` }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}
