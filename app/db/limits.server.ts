import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/** So many points in so many seconds. */
export type Limit = { name: string; points: number; seconds: number };

/** Count one try under a key. Answers the seconds to wait when the limit is passed, or null. */
export type CountTry = (limit: Limit, key: string) => Promise<number | null>;

/** Counters kept in Postgres, so that every process counts together. Keys are fingerprints, never addresses. */
export function openLimits(pool: pg.Pool): CountTry {
  const limiters = new Map<string, RateLimiterPostgres>();
  return async (limit, key) => {
    const limiter = limiters.get(limit.name) ?? limiterFor(pool, limit);
    limiters.set(limit.name, limiter);
    try {
      await limiter.consume(key);
      return null;
    } catch (rejected) {
      if (rejected instanceof RateLimiterRes) return Math.max(1, Math.ceil(rejected.msBeforeNext / 1000));
      throw rejected;
    }
  };
}

function limiterFor(pool: pg.Pool, { name, points, seconds }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
    // Whoever is over the limit is told so from memory, so a flood costs the database nothing.
    inMemoryBlockOnConsumed: points + 1,
  });
}
