import type { z } from "zod";
import { MINUTE } from "#app/values/zoned.ts";
import type { opening } from "./shapes.ts";

/** Starts (epoch ms) of so many minutes each, as instants in UTC. */
export function spans(starts: number[], minutes: number): z.infer<typeof opening>[] {
  return starts.map((startsAt) => span(startsAt, startsAt + minutes * MINUTE));
}

/** A start and an end (epoch ms) as instants in UTC. */
export function span(startsAt: number, endsAt: number): z.infer<typeof opening> {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
}
