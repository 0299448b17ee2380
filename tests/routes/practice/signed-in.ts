import { connect } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import type { House, MemberActor } from "#app/domain/ctx.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue } from "#app/queue/queue.ts";
import { newId } from "#app/values/ids.ts";
import { openBuilt } from "#tests/support/built.ts";

/** The built server with a house beside it on the same database, and people who are signed in. */
export async function aBuiltHouse() {
  const built = await openBuilt();
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
  let visitors = 0;

  /** Ask for a page, or post a form to it, with a session's cookie. */
  async function ask(path: string, cookie: string, form?: Record<string, string>) {
    visitors += 1;
    const request = new Request(`http://localhost:3000${path}`, {
      method: form ? "POST" : "GET",
      headers: { host: "localhost:3000", origin: "http://localhost:3000", cookie },
      ...(form && { body: new URLSearchParams(form) }),
    });
    const address = `127.9.${visitors >> 8}.${visitors & 255}`;
    const answer = await built.selvage.answer(request, { address });
    return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
  }

  /** Sign a member in with their second factor shown; gives the cookie. */
  async function signIn(actor: Pick<MemberActor, "userId" | "memberId" | "practiceId">): Promise<string> {
    const standing = { practiceId: actor.practiceId, memberId: actor.memberId };
    const opening = { userId: actor.userId, standing, isOwnDevice: false, device: "test" };
    const { token, sessionId } = await beginSession(house, opening);
    await database.pool.query("update sessions set proven_at = now() where id = $1", [sessionId]);
    return `session=${token}`;
  }

  /** Take somebody on and sign them in. */
  async function aColleague(
    practiceId: string,
    roles: MemberActor["roles"],
    { clinicalLead = false } = {},
  ): Promise<string> {
    const name = `${roles.join("-")}-${newId()}`;
    const ctx = { ...house, practiceId };
    const wish = { email: `${name}@selvage.test`, name, roles: [...roles], clinicalLead };
    return signIn({ ...(await takeOn(ctx, wish)), practiceId });
  }

  return {
    house,
    pool: database.pool,
    ask,
    signIn,
    aColleague,
    async close() {
      await queue.close();
      await database.close();
      await built.close();
    },
  };
}
