import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { ownThreads } from "#app/domain/messaging/lists.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

export type HouseOfFiles = Awaited<ReturnType<typeof aHouseOfFiles>>;

type Asked = { cookie?: string; method?: string; headers?: Record<string, string>; body?: BodyInit | null };

/** An answer as a browser hears it, the bytes as they are. */
export type Heard = { status: number; headers: Headers; bytes: Buffer; text: string };

/** The built server with a folder of its own to keep files in, and a house on the same database. */
export async function aHouseOfFiles() {
  const folder = mkdtempSync(join(tmpdir(), "selvage-files-"));
  const { built, house, sql, close } = await openBuiltHouse({ STORAGE: `file:${folder}` });
  let visitors = 0;

  /** Ask for an address, each time from another network. */
  async function ask(path: string, { cookie = "", method, headers, body }: Asked = {}): Promise<Heard> {
    visitors += 1;
    const request = new Request(`http://localhost:3000${path}`, {
      method: method ?? (body ? "POST" : "GET"),
      headers: { host: "localhost:3000", origin: "http://localhost:3000", cookie, ...headers },
      ...(body && { body, duplex: "half" }),
    });
    const answer = await built.selvage.answer(request, {
      address: `127.21.${visitors >> 8}.${visitors & 255}`,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString("utf8") };
  }

  const cookieOf = async ({ actor, practiceId }: MemberCtx | ClientCtx): Promise<string> => {
    const memberId = actor.kind === "member" ? actor.memberId : null;
    return (await signIn(house, { userId: actor.userId, place: { practiceId, memberId } })).cookie;
  };

  return {
    house,
    folder,
    sql,
    ask,
    cookieOf,
    /** A client of a practice whose doors are open, signed in, and the thread with its therapist. */
    async aWriter(practice: TestPractice) {
      const client = await practice.aClient();
      await client.begin();
      const ctx = client.ctx as ClientCtx;
      await openOwnThreads(ctx);
      const [only] = await ownThreads(ctx);
      return { ctx, clientId: client.clientId, threadId: only!.thread.id, cookie: await cookieOf(ctx) };
    },
    async aPracticeAtWork(isHome = false) {
      const practice = await aPractice(house, { isHome });
      return { practice, cookie: await cookieOf(practice.own as MemberCtx) };
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The files named in a page, by the order they stand there. */
export function filesIn({ text }: Pick<Heard, "text">): string[] {
  return [...text.matchAll(/href="\/files\/([0-9a-f-]{36})"/g)].map(([, id]) => id!);
}

/** A form that brings files as a browser without script sends it. */
export function aForm(
  fields: Record<string, string>,
  files: readonly { name: string; bytes: Uint8Array; type?: string }[],
  field = "files",
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const { name, bytes, type = "" } of files)
    form.append(field, new File([new Uint8Array(bytes)], name, { type }));
  return form;
}

/** A PDF as small as one that is taken can be, filled up to a size. */
export function aPdf(size = 0): Buffer {
  const [head, tail] = ["%PDF-1.7\n% quetzal\n", "\n%%EOF\n"];
  return Buffer.from(head + "x".repeat(Math.max(0, size - head.length - tail.length)) + tail);
}
