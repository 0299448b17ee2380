import { connect } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import type { House, MemberCtx } from "#app/domain/ctx.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue } from "#app/queue/queue.ts";
import { openBuilt } from "#tests/support/built.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aPractice } from "#tests/support/practice.ts";

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The built server with a practice in it, and the people who work there, each signed in with a second factor. */
export async function openDesk() {
  const built = await openBuilt();
  const { env, url } = built;
  const database = connect(url);
  const queue = await openQueue({ url, isWorker: false, onError: () => {} });
  const sql = database.pool;
  const house: House = {
    db: database.db,
    now: () => new Date(),
    vault: openVault({ encryption: env.ENCRYPTION_KEYS, secrets: env.SESSION_SECRET }),
    enqueue: queue.enqueue,
    countTry: openLimits(database.pool),
    actor: { kind: "visitor" },
    appUrl: env.APP_URL,
  };
  const practice = await aPractice(house, { isHome: true });
  const others = await colleagues(practice);

  async function employ(role: "scheduler" | "biller"): Promise<MemberCtx> {
    const { memberId, userId } = await takeOn(practice.ctx, {
      email: `${role}@selvage.test`,
      name: role,
      roles: [role],
    });
    return { ...others[role], actor: { ...others[role].actor, memberId, userId } };
  }

  async function signIn({ practiceId, actor: { userId, memberId } }: MemberCtx): Promise<string> {
    const standing = { practiceId, memberId };
    const opened = await beginSession(house, { userId, standing, isOwnDevice: false, device: "test" });
    await sql.query("update sessions set proven_at = now() where id = $1", [opened.sessionId]);
    return opened.token;
  }

  let visitors = 0;

  /** Ask for an address under /practice; with a body, post it there. Each time from another network. */
  async function ask(
    token: string,
    path: string,
    body: URLSearchParams | string | null = null,
    type?: string,
  ) {
    visitors += 1;
    const address = `127.${1 + (visitors >> 16)}.${(visitors >> 8) & 255}.${visitors & 255}`;
    const headers = {
      host: "localhost:3000",
      origin: "http://localhost:3000",
      cookie: `session=${token}`,
      ...(type && { "content-type": type }),
    };
    const method = body === null ? "GET" : "POST";
    const request = new Request(`http://localhost:3000${path}`, { method, body, headers });
    const answer = await built.selvage.answer(request, { address });
    return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
  }

  return {
    sql,
    practice,
    others,
    ask,
    tokens: {
      owner: await signIn(practice.own),
      other: await signIn(others.other),
      scheduler: await signIn(await employ("scheduler")),
      biller: await signIn(await employ("biller")),
    },
    async close() {
      await queue.close();
      await database.close();
      await built.close();
    },
  };
}
