import { book, type Wish } from "#app/domain/bookings/book.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import type { TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

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
  const { built, house, sql, close } = await openBuiltHouse();
  let visitors = 0;

  /** Ask for a page, post a form or call the API; each time from a network of its own. */
  async function ask(
    path: string,
    { cookie, form, json, sent, origin = house.appUrl }: Asked = {},
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
    sql,
    ask,
    /** Sign somebody in as a client of the practice they ask in; gives the cookie. */
    async cookieOf({ actor, practiceId }: ClientCtx): Promise<string> {
      return (await signIn(house, { userId: actor.userId, place: { practiceId, memberId: null } })).cookie;
    },
    /** A client of a practice whose doors are open, signed in. */
    async aClientOf(practice: TestPractice) {
      const client = await practice.aClient();
      await client.begin();
      const ctx = client.ctx as ClientCtx;
      return {
        clientId: client.clientId,
        cookie: await this.cookieOf(ctx),
        session: (wish: Partial<Wish> = {}) => {
          const startsAt = Date.parse(aTime());
          return granted(
            book(ctx, practice.wish({ typeSlug: "session", startsAt, email: client.email, ...wish })),
          );
        },
      };
    },
    close,
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
