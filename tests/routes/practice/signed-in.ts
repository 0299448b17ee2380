import type { MemberActor } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { newId } from "#app/values/ids.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { signIn } from "#tests/support/sign-in.ts";

/** The built server with a house beside it on the same database, and people who are signed in. */
export async function aBuiltHouse() {
  const { built, house, sql, close } = await openBuiltHouse();
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
  async function cookieOf(actor: Pick<MemberActor, "userId" | "memberId" | "practiceId">): Promise<string> {
    const { userId, practiceId, memberId } = actor;
    return (await signIn(house, { userId, place: { practiceId, memberId } })).cookie;
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
    return cookieOf({ ...(await takeOn(ctx, wish)), practiceId });
  }

  return {
    built,
    house,
    sql,
    ask,
    cookieOf,
    aColleague,
    close,
  };
}
