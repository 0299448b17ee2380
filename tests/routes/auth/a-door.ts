import { expect } from "vitest";
import { findLink, secretsOf } from "#app/domain/identity/link.ts";
import { type Answer, ask } from "#tests/support/asks.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice } from "#tests/support/practice.ts";

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** The built server with a practice at its first page, and what a browser does at its door. */
export async function openDoor() {
  const { built, house, sql, close } = await openBuiltHouse();
  const practice = await aPractice(house, { isHome: true });
  const get = (path: string, cookie?: string) => ask(built, path, cookie ? { cookie } : {});
  const post = (path: string, form: Record<string, string> = {}, cookie?: string) =>
    ask(built, path, { form, ...(cookie && { cookie }) });
  return {
    built,
    house,
    sql,
    close,
    practice,
    get,
    post,
    /** Ask for a link as a browser does; gives what its letter would tell, and the cookie that browser now has. */
    async asked(email: string, form: Record<string, string> = {}) {
      const answer = await post("/sign-in", { email, ...form });
      expect(answer.location).toBe("/sign-in/sent");
      const newest =
        "select id from sign_in_links where email = $1 order by created_at desc, id desc limit 1";
      const { rows } = await sql.query(newest, [email]);
      const link = await findLink(house, rows[0].id);
      return { ...secretsOf(house, link!), id: link!.id, cookie: `asking=${answer.cookies.asking}` };
    },
    /** How many sessions somebody ever had. */
    async sessionsOf(email: string): Promise<number> {
      const { rows } = await sql.query(
        "select count(*)::int from sessions s join users u on u.id = s.user_id where u.email = $1",
        [email],
      );
      return rows[0].count;
    },
    /** Close an account, as its owner would. */
    closeAccount: (email: string) =>
      sql.query("update users set closed_at = now() where email = $1", [email]),
  };
}

/** The cookie of a browser that was let in. */
export function session({ cookies }: Answer): string {
  expect(cookies.session).toMatch(/^[\w-]{43}$/);
  return `session=${cookies.session}`;
}
