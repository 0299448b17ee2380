import type pg from "pg";
import { connect } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import { book, type Wish } from "#app/domain/bookings/book.ts";
import type { ClientCtx, House } from "#app/domain/ctx.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue } from "#app/queue/queue.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { openBuilt } from "#tests/support/built.ts";
import type { TestPractice } from "#tests/support/practice.ts";

export type Answer = { status: number; text: string; headers: Headers };

type Asked = {
  cookie?: string | undefined;
  form?: Record<string, string>;
  json?: unknown;
  /** Posted as it is. */
  sent?: { text: string; type: string };
  origin?: string;
};

export type HouseOfClients = Awaited<ReturnType<typeof aHouseOfClients>>;

/** The built server as production runs it, with a house on the same database to make people in. */
export async function aHouseOfClients() {
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
  const pool: pg.Pool = database.pool;

  /** Ask for a page, post a form or call the API; each time from a network of its own. */
  async function ask(
    path: string,
    { cookie, form, json, sent, origin = env.APP_URL }: Asked = {},
  ): Promise<Answer> {
    visitors += 1;
    const text = sent?.text ?? (json === undefined ? null : JSON.stringify(json));
    const type = sent?.type ?? (json === undefined ? null : "application/json");
    const body = form ? new URLSearchParams(form) : text;
    const request = new Request(`http://localhost:3000${path}`, {
      method: body === null ? "GET" : "POST",
      body,
      headers: {
        host: "localhost:3000",
        ...(body !== null && { origin }),
        ...(type !== null && { "content-type": type }),
        ...(cookie && { cookie }),
      },
    });
    const answer = await built.selvage.answer(request, {
      address: `127.2.${visitors >> 8}.${visitors & 255}`,
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }

  return {
    house,
    pool,
    ask,
    /** Sign somebody in as a client of the practice they ask in; gives the cookie. */
    async signIn({ actor, practiceId }: ClientCtx): Promise<string> {
      const standing = { practiceId, memberId: null };
      const opening = { userId: actor.userId, standing, isOwnDevice: false, device: "Test" };
      return `session=${(await beginSession(house, opening)).token}`;
    },
    /** A client of a practice whose doors are open, signed in. */
    async aClientOf(practice: TestPractice) {
      const client = await practice.aClient();
      await client.begin();
      const ctx = client.ctx as ClientCtx;
      return {
        cookie: await this.signIn(ctx),
        session: (wish: Partial<Wish> = {}) => {
          const startsAt = Date.parse(aTime());
          return granted(
            book(ctx, practice.wish({ typeSlug: "session", startsAt, email: client.email, ...wish })),
          );
        },
      };
    },
    async close() {
      await queue.close();
      await database.close();
      await built.close();
    },
  };
}

export const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, length: 1440 }));

let times = 0;

/** A full hour nobody in this file asked for yet, so many days ahead and on. */
export function aTime(days = 3): string {
  times += 1;
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${date}T00:00:00Z`) + times * 3_600_000).toISOString();
}

/** The words of a page, as a person reads them: no tags, one space between. */
export function wordsOf({ text }: Answer): string {
  return text
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}
