import type { Ctx, House } from "#app/domain/ctx.ts";
import { dayOf } from "#app/values/zoned.ts";

/** A house in which the clock is set by hand. */
export type Past = {
  house: House;
  zone: string;
  /** The date it really is there. */
  today: string;
  /** Do something at a moment (epoch ms); never later than it really is. */
  at<T>(moment: number, deed: () => Promise<T>): Promise<T>;
  /** A whole number below another; the same ones in the same order all day long. */
  below(limit: number): number;
};

/**
 * Open a house to live a practice's past weeks in, by the clock of a zone: verbs believe the moment they are told, and
 * the post stays in its drawer, so history is written and nobody is mailed. `db` is the transaction it is written in.
 */
export function openPast(house: House, db: Ctx["db"], zone: string): Past {
  const really = house.now().getTime();
  const today = dayOf(zone, really);
  let moment = really;
  return {
    house: {
      ...house,
      db,
      now: () => new Date(moment),
      enqueue: async () => {},
      actor: { kind: "system", job: "seed" },
    },
    zone,
    today,
    async at(when, deed) {
      if (when > really) throw new Error("The demo may not write history that has yet to happen");
      moment = when;
      try {
        return await deed();
      } finally {
        moment = really;
      }
    },
    below: dice(Number(today.replaceAll("-", ""))),
  };
}

/** mulberry32: plain, small, and the same everywhere. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
