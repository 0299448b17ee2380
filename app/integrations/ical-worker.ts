import { parentPort, workerData } from "node:worker_threads";
import { busyIn } from "./ical-busy.ts";
import type { Found, Task } from "./ical-thread.ts";
import { Refused } from "./refused-address.ts";

/** A thread that reads one calendar file, says what it found, and is over. */
async function found(): Promise<Found> {
  try {
    return { events: await busyIn(workerData as Task) };
  } catch (error) {
    if (error instanceof Refused) return { trouble: error.code };
    const isEndless = error instanceof Error && /maximum (iterations|candidate)/i.test(error.message);
    return { trouble: isEndless || error instanceof RangeError ? "too_much" : "unreadable" };
  }
}

parentPort?.postMessage(await found());
