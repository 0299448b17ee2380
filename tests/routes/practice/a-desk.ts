import type { MemberCtx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The built server with a practice in it, and the people who work there, each signed in with a second factor. */
export async function openDesk() {
  const { built, house, sql, close } = await openBuiltHouse();
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

  async function cookieOf({ practiceId, actor: { userId, memberId } }: MemberCtx): Promise<string> {
    return (await signIn(house, { userId, place: { practiceId, memberId } })).cookie;
  }

  let visitors = 0;

  /** Ask for an address under /practice; with a body, post it there. Each time from another network. */
  async function ask(
    cookie: string,
    path: string,
    body: URLSearchParams | string | Uint8Array<ArrayBuffer> | null = null,
    type?: string,
  ) {
    visitors += 1;
    const address = `127.${1 + (visitors >> 16)}.${(visitors >> 8) & 255}.${visitors & 255}`;
    const headers = {
      host: "localhost:3000",
      origin: "http://localhost:3000",
      cookie,
      ...(type && { "content-type": type }),
    };
    const method = body === null ? "GET" : "POST";
    const request = new Request(`http://localhost:3000${path}`, { method, body, headers });
    const answer = await built.selvage.answer(request, { address });
    const { status, headers: said } = answer;
    return { status, text: await answer.text(), location: said.get("location"), headers: said };
  }

  return {
    sql,
    practice,
    others,
    ask,
    cookies: {
      owner: await cookieOf(practice.own),
      other: await cookieOf(others.other),
      scheduler: await cookieOf(await employ("scheduler")),
      biller: await cookieOf(await employ("biller")),
    },
    close,
  };
}
