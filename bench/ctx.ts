import { connect, type Database } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import type { Ctx, House as Rooms } from "#app/domain/ctx.ts";
import { findPublished, type Therapist } from "#app/domain/therapists/queries.ts";
import { readEnv } from "#app/env.server.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue } from "#app/queue/queue.ts";
import type { House } from "./house.ts";

export type Inside = { ctx: Ctx; maren: Therapist; database: Database; close(): Promise<void> };

/** The rooms of the house in this process, without the web around them, inside Maren's practice. */
export async function stepInside({ settings, databaseUrl: url }: House): Promise<Inside> {
  const read = readEnv(settings);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const { env } = read;
  const database = connect(url);
  const queue = await openQueue({ url, isWorker: false, onError: () => {} });
  const rooms: Rooms = {
    db: database.db,
    now: () => new Date(),
    vault: openVault({ encryption: env.ENCRYPTION_KEYS, secrets: env.SESSION_SECRET }),
    enqueue: queue.enqueue,
    countTry: openLimits(database.pool),
    actor: { kind: "visitor" },
    appUrl: env.APP_URL,
  };
  const maren = await findPublished(rooms, "maren");
  if (!maren) throw new Error("Maren is not there");
  return {
    ctx: { ...rooms, practiceId: maren.practiceId },
    maren,
    database,
    async close() {
      await queue.close();
      await database.close();
    },
  };
}
