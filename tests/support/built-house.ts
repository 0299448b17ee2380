import { connect } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import type { House } from "#app/domain/ctx.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue } from "#app/queue/queue.ts";
import { openBuilt } from "./built.ts";

/** The built server, and beside it a house of its own on the same database with the same keys: what it wrote can be read. */
export async function openBuiltHouse(more: Record<string, string> = {}) {
  const built = await openBuilt(more);
  const { env, url } = built;
  const database = connect(url);
  const queue = await openQueue({ url, isWorker: false, onError: () => {} });
  const house: House = {
    db: database.db,
    now: () => new Date(),
    vault: openVault({ encryption: env.ENCRYPTION_KEYS, secrets: env.SESSION_SECRET }),
    enqueue: queue.enqueue,
    countTry: openLimits(database.pool),
    actor: { kind: "visitor" },
    appUrl: env.APP_URL,
  };
  return {
    built,
    house,
    sql: database.pool,
    async close() {
      await queue.close();
      await database.close();
      await built.close();
    },
  };
}
