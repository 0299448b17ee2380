import { Agent, request } from "node:http";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { timeAway } from "#app/db/schema/availability.ts";
import type { House } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { serveApp } from "#tests/support/served.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { untilQuiet } from "./support/quiet-queue.ts";
import { aTemplate } from "./support/template.ts";
import { aGuest, aVisitor } from "./support/visitors.ts";

const day = 86_400_000;
const people = 50;
const hours = 20;
let visitors = 0;

/** One hour a day, at noon in UTC, on twenty days from the day after the day after tomorrow on, and none before or after. */
async function fill(house: House) {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 720, length: 60 }));
  const { ctx, therapistId, slug } = await aPractice(house, { zone: "UTC", isHome: true, hours: everyDay });
  const call = { slug: "call", kind: "discovery" as const, minutes: 60, step: 60, notice: 60 };
  await offer(ctx, aType(call), [therapistId]);
  await house.db.insert(timeAway).values([
    { ...away(ctx.practiceId, therapistId), startsAt: noon(-2), endsAt: new Date(noon(3).getTime() - 1) },
    { ...away(ctx.practiceId, therapistId), startsAt: noon(3 + hours), endsAt: noon(400) },
  ]);
  return { slug };
}

const away = (practiceId: string, therapistId: string) => ({ id: newId(), practiceId, therapistId });

function noon(days: number): Date {
  return new Date(Math.floor(Date.now() / day) * day + days * day + day / 2);
}

/** A zone in which it is about that hour now. */
function zoneAt(hour: number): string {
  const hourIn = (timeZone: string) =>
    Number(new Date().toLocaleString("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }));
  const zone = Intl.supportedValuesOf("timeZone").find((name) => name.includes("/") && hourIn(name) === hour);
  if (!zone) throw new Error(`It is ${hour} nowhere`);
  return zone;
}

/** Send a form, or nothing at all, as a browser with a network address of its own. */
function post(at: string, home: string, path: string, body: string, type: string): Promise<number> {
  visitors += 1;
  const agent = new Agent({ localAddress: `127.90.${visitors >> 8}.${visitors & 255}`, keepAlive: false });
  const { port } = new URL(at);
  const headers = {
    Host: new URL(home).host,
    Origin: home,
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", reject).end(body);
  });
}

const form = "application/x-www-form-urlencoded";

test.runIf(process.env.LONG)(
  `${people} wait, ${hours} hours are given up at once to three processes: each is offered to one person, in their day, and taken once`,
  async () => {
    await ensureBuilt();
    const template = await aTemplate(fill);
    const served = await serveApp({ template: template.name, processes: 3 });
    const pool = new pg.Pool({ connectionString: served.databaseUrl, max: 2 });
    onTestFinished(async () => {
      await pool.end();
      await served.stop();
      await template.drop();
    });
    const { url: home, urls } = served;
    const { slug } = template.made;
    const at = (n: number) => urls[n % 3]!;

    const booked = [];
    for (let n = 0; n < hours; n += 1) {
      const wish = aGuest({ therapist: slug, type: "call", startsAt: noon(3 + n).toISOString() });
      const { status, body } = await aVisitor().book(at(n), wish);
      expect(status).toBe(201);
      booked.push(new URL(body.manageUrl!).pathname.split("/").at(-1)!);
    }
    const [awake, asleep] = [zoneAt(12), zoneAt(2)];
    for (let n = 0; n < people; n += 1) {
      const who = { name: `Waiter ${n}`, email: `waiter-${n}@selvage.test`, adult: "yes" };
      const body = new URLSearchParams({ ...who, zone: n % 5 === 4 ? asleep : awake }).toString();
      expect(await post(at(n), home, `/book/${slug}/waiting?type=call`, body, form)).toBe(303);
    }
    await untilQuiet(pool, { seconds: 60 });

    const began = performance.now();
    const answers = await Promise.all(
      booked.map((token, n) =>
        post(at(n), home, `/api/v1/bookings/${token}/cancellation`, "{}", "application/json"),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await untilQuiet(pool, { seconds: 60 });
    const took = Math.round(performance.now() - began);

    const offers = async () =>
      (
        await pool.query(
          `select o.id, o.status, o.starts_at, w.guest_email as email, w.guest_zone as zone, o.told_at
           from time_offers o join waits w on w.id = o.wait_id order by w.joined_at, w.id`,
        )
      ).rows;
    const first = await offers();
    expect(first.map(({ email }) => email)).toEqual(
      Array.from({ length: hours }, (_, n) => `waiter-${n}@selvage.test`),
    );
    expect(new Set(first.map(({ starts_at }) => +starts_at)).size).toBe(hours);
    expect(await findBroken(pool)).toEqual([]);

    const links = new Map<string, string>();
    for (const { email, zone } of first) {
      const letters = (await served.inbox(email)).filter(({ subject }) =>
        subject.startsWith("A time has opened"),
      );
      expect(letters.length, email).toBe(zone === awake ? 1 : 0);
      const [take] = /\/waitlist\/\S+\/taking/.exec(letters[0]?.text ?? "") ?? [];
      if (take) links.set(email, take);
    }
    // Half of those who were told take it, twice at once from two processes; the others say no.
    const told = [...links.values()];
    await Promise.all(
      told.flatMap((take, n) =>
        n % 2 === 0
          ? [post(at(n), home, take, "", form), post(at(n + 1), home, take, "", form)]
          : [post(at(n), home, take.replace("taking", "passing"), "", form)],
      ),
    );
    await untilQuiet(pool, { seconds: 60 });
    const after = await offers();
    const taken = after.filter(({ status }) => status === "taken");
    expect(taken).toHaveLength(Math.ceil(told.length / 2));
    const open = after.filter(({ status }) => status === "open");
    expect(open).toHaveLength(hours - taken.length);
    const { rows } = await pool.query(
      `select count(*)::int as booked, count(distinct a.starts_at)::int as times from bookings b
       join appointments a on a.id = b.appointment_id where b.status = 'confirmed'`,
    );
    expect(rows).toEqual([{ booked: taken.length, times: taken.length }]);
    expect(await findBroken(pool)).toEqual([]);
    console.info(
      `${people} waiting, ${hours} hours, 3 processes: all offered after ${took} ms; ${taken.length} taken, ${open.length} on offer, ${after.length} offers made`,
    );
  },
  300_000,
);
