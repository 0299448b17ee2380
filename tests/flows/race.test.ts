import { request } from "node:http";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessions } from "#app/db/schema/identity.ts";
import { beginSession } from "#app/domain/identity/session.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { type Served, serveApp } from "#tests/support/served.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { untilQuiet } from "./support/quiet-queue.ts";
import { aTemplate, type Template } from "./support/template.ts";
import { aGuest, aVisitor } from "./support/visitors.ts";

const hour = 3_600_000;
const day = 24 * hour;
const rounds = process.env.LONG ? 60 : 8;

let template: Template<{ slug: string; cookie: string }>;
let served: Served;
let pool: pg.Pool;

beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house) => {
    const { ctx, slug, userId, memberId } = await aPractice(house, { zone: "UTC", isHome: true });
    const standing = { practiceId: ctx.practiceId, memberId };
    const opened = await beginSession(house, { userId, standing, isOwnDevice: false, device: "A browser" });
    await house.db.update(sessions).set({ provenAt: house.now() }).where(eq(sessions.id, opened.sessionId));
    return { slug, cookie: `session=${opened.token}` };
  });
  served = await serveApp({ template: template.name, processes: 3 });
  pool = new pg.Pool({ connectionString: served.databaseUrl, max: 2 });
}, 120_000);
afterAll(async () => {
  await pool?.end();
  await served?.stop();
  await template?.drop();
});

type Said = { type: "application/json" | "application/x-www-form-urlencoded"; body: string; cookie?: string };

let asked = 0;

/** Ask one of the processes, each time from a network address of one's own. */
function send(process: number, path: string, { type, body, cookie }: Said): Promise<number> {
  asked += 1;
  const port = new URL(served.urls[process % 3]!).port;
  const headers = {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
    ...(cookie && { Cookie: cookie }),
  };
  const localAddress = `127.90.${Math.floor(asked / 250)}.${1 + (asked % 250)}`;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method: "POST", headers, localAddress },
      (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on("error", reject).end(body);
  });
}

const json = (value: unknown): Said => ({ type: "application/json", body: JSON.stringify(value) });
const form = (fields: Record<string, string>): Said => ({
  type: "application/x-www-form-urlencoded",
  body: new URLSearchParams(fields).toString(),
  cookie: template.made.cookie,
});

test("client and therapist change one booking at once, in two tabs over three processes: every change is one, told once, and SEQUENCE rises", async () => {
  const emails: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startsAt = Math.floor(Date.now() / day) * day + (3 + round) * day + 10 * hour;
    const at = (hours: number) => new Date(startsAt + hours * hour).toISOString();
    const wish = aGuest({ therapist: template.made.slug, type: "discovery", startsAt: at(0) });
    const { status, body } = await aVisitor().book(served.urls[round % 3]!, wish);
    expect(status).toBe(201);
    emails.push(String(wish.email));
    const token = body.manageUrl!.split("/").at(-1);
    const page = `/practice/bookings/${body.id}`;
    const there = { date: at(0).slice(0, 10), sequence: "0" };
    const tries = [
      () => send(0, `/api/v1/bookings/${token}/move`, json({ startsAt: at(1) })),
      () => send(1, `/api/v1/bookings/${token}/cancellation`, json({})),
      () => send(2, `${page}/move`, form({ ...there, time: "13:00" })),
      () => send(1, `${page}/move`, form({ ...there, time: "15:00" })),
      () => send(2, `${page}/cancellation`, form({ sequence: "0" })),
    ];
    const answers = await Promise.all(tries.map((_, n) => tries[(n + round) % tries.length]!()));
    expect(answers.filter((answer) => answer >= 500)).toEqual([]);

    const { rows } = await pool.query(
      `select b.sequence, b.status, (select count(*)::int from events e where e.subject_id = b.id
        and e.name in ('booking.moved', 'booking.cancelled')) as told from bookings b where b.id = $1`,
      [body.id],
    );
    expect(rows[0].told).toBe(rows[0].sequence);
    // The client's cancellation names no state and may follow a move; whatever knew the first state wins once.
    expect([1, 2]).toContain(rows[0].sequence);
    if (rows[0].sequence === 2) expect(rows[0].status).toBe("cancelled");
  }
  await untilQuiet(pool);
  for (const email of emails) {
    const letters = (await served.inbox(email)).map(({ attachments }) =>
      Number(/SEQUENCE:(\d+)/.exec(Buffer.from(attachments[0]!.content, "base64").toString())?.[1]),
    );
    const { rows } = await pool.query("select sequence from bookings where guest_email = $1", [email]);
    // Two workers may hand two letters over in either order; a calendar keeps the higher SEQUENCE (RFC 5546, 2.1.5).
    expect(letters).toEqual([...new Set(letters)]);
    expect(Math.max(...letters)).toBe(rows[0].sequence);
  }
  expect(await findBroken(pool)).toEqual([]);
}, 120_000);
