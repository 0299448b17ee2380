import { Worker } from "node:worker_threads";
import type { AddressTrouble, BusyEvent, ReadingWish } from "#app/world/addresses.ts";
import { Refused } from "./refused-address.ts";

export type Task = Pick<ReadingWish, "window" | "zone" | "self"> & { text: string };
export type Found = { events: BusyEvent[] } | { trouble: AddressTrouble };

/** How long a file may be thought about, ms. Real ones take a tenth of a second. */
const patience = 5_000;

/** The thread's own code: beside this file, or beside the built server. */
function script(): URL {
  if (!import.meta.env?.PROD) return new URL("./ical-worker.ts", import.meta.url);
  const server = import.meta.url.includes("/chunks/") ? "../" : "./";
  return new URL(`${server}ical-worker.js`, import.meta.url);
}

/**
 * Understand a calendar file away from the rest of the house, with a limit on the time and the memory it takes: whatever
 * was put into it, nobody else waits. Throws Refused for a file that is too much, or none.
 */
export function readApart(task: Task, limitMs = patience): Promise<BusyEvent[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script(), {
      ...{ workerData: task, execArgv: [], env: {} },
      // What the parser complains about quotes the file.
      ...{ stdout: true, stderr: true },
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
    });
    const timer = setTimeout(() => end(() => reject(new Refused("too_much"))), limitMs);
    function end(settle: () => void): void {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    }
    worker.once("message", (found: Found) =>
      end(() => ("events" in found ? resolve(found.events) : reject(new Refused(found.trouble)))),
    );
    worker.once("error", (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new Refused("too_much") : error)),
    );
    worker.once("exit", () => end(() => reject(new Error("The reading thread ended without a word"))));
  });
}
