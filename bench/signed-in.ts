import { beginSession } from "#app/domain/identity/session.ts";
import type { Inside } from "./ctx.ts";

/** Maren at work: the cookie of a session that has shown its second factor. */
export async function marensCookie({ ctx, maren, database }: Inside): Promise<string> {
  const { rows } = await database.pool.query<{ user_id: string }>(
    "select user_id from members where id = $1",
    [maren.memberId],
  );
  const { token, sessionId } = await beginSession(ctx, {
    userId: rows[0]?.user_id ?? "",
    standing: { practiceId: ctx.practiceId, memberId: maren.memberId },
    isOwnDevice: false,
    device: "bench",
  });
  await database.pool.query("update sessions set proven_at = now() where id = $1", [sessionId]);
  return `session=${token}`;
}
