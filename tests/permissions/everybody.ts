import { type Side as NoticeSide, notifications } from "#app/db/schema/notifications.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { newId } from "#app/values/ids.ts";
import type { Cast } from "./cast.ts";

type Body = Record<string, string>;
type Try = { cast: Cast };

/** Another browser everybody signed in with. */
export async function anotherDevice({ cast }: Try): Promise<Body> {
  await forEverybody(cast, (userId) =>
    beginSession(cast.house, { userId, standing: null, isOwnDevice: false, device: "Another browser" }),
  );
  return { session: "others" };
}

/** Something nobody has read yet, for everybody. */
export async function someNews({ cast }: Try, side: NoticeSide): Promise<Body> {
  await forEverybody(cast, (userId) =>
    cast.house.db.insert(notifications).values({
      practiceId: cast.ctx.practiceId,
      userId,
      side,
      kind: "booking.confirmed",
      subjectId: newId(),
      createdAt: new Date(),
    }),
  );
  return { until: String(Date.now() + 1_000) };
}

async function forEverybody({ sql }: Cast, work: (userId: string) => Promise<unknown>): Promise<void> {
  const { rows } = await sql.query<{ id: string }>("select id from users where name not like '% %0%'");
  for (const { id } of rows.slice(0, 30)) await work(id);
}
