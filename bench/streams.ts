import { type ClientRequest, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Inside, stepInside } from "./ctx.ts";
import { type House, residentMegabytes, type Served, serve } from "./house.ts";
import { median } from "./rounds.ts";
import { marensCookie } from "./signed-in.ts";
import type { Row } from "./table.ts";
import { ask } from "./visitor.ts";

const pages = 1_000;
const rounds = 25;

type Found = { kilobytes: number; took: number[] };

/** A thousand open pages of one practice on one process: what each weighs, and how long a commit takes to the last of them. */
export async function benchStreams(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  try {
    const cookie = await marensCookie(inside);
    const ours = await measure(inside, await house.serve(), "/practice/stream", cookie);
    const plain = await measure(
      inside,
      await serve("bench/limits/streams.ts", [], house.settings),
      "/stream",
      "",
    );
    const worst = (took: number[]) => Math.max(...took).toFixed(0);
    const ratio = (median(ours.took) / median(plain.took)).toFixed(2);
    return [
      {
        what: "1,000 open pages, each",
        measured: ours.kilobytes,
        limit: null,
        unit: "KB",
        goal: { atMost: 60 },
        note: `plain http: ${plain.kilobytes.toFixed(0)} KB`,
      },
      {
        what: "from a commit to the last of 1,000 pages",
        measured: median(ours.took),
        limit: null,
        unit: "ms",
        goal: { atMost: 50 },
        note: `at most ${worst(ours.took)} ms; plain http: ${median(plain.took).toFixed(1)} ms, at most ${worst(plain.took)} ms; ratio ${ratio}`,
      },
    ];
  } finally {
    await inside.close();
  }
}

async function measure(inside: Inside, served: Served, path: string, cookie: string): Promise<Found> {
  const url = new URL(path, served.url);
  const { open, kilobytes } = await weigh(
    served,
    Array.from({ length: pages }, () => url),
    cookie,
  );

  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await pause(400); // Longer than a stream keeps quiet between two pieces of news.
    const all = open.allHear();
    const started = performance.now();
    await inside.database.pool.query(
      `insert into events (id, practice_id, name, subject_id, actor, detail, at)
       values (gen_random_uuid(), $1, 'busy_time.blocked', $2, 'system:bench', '{}', now())`,
      [inside.ctx.practiceId, inside.maren.id],
    );
    took.push((await all) - started);
  }
  await open.close();
  await served.child.stop();
  return { kilobytes, took: took.slice(5) };
}

/** Open streams at these addresses, and weigh them: KB each, beside what the process weighs without them. */
export async function weigh(served: Served, urls: readonly URL[], cookie: string) {
  // What a process in service weighs anyway is there before anything is weighed: its code, and the room its garbage takes.
  for (let warm = 0; warm < 1_000; warm += 1) await ask(new URL("/", served.url));
  const first = await openPages(urls.slice(0, 50), cookie);
  await first.close();
  await pause(1_000);
  const before = residentMegabytes(served);
  const open = await openPages(urls, cookie);
  await pause(1_000);
  return { open, kilobytes: ((residentMegabytes(served) - before) * 1024) / urls.length };
}

/** Streams that wait for news, all of them connected and answered. */
async function openPages(urls: readonly URL[], cookie: string) {
  let heard = 0;
  let count = urls.length;
  let atLast: (moment: number) => void = () => {};
  const requests: ClientRequest[] = [];
  const openOne = (url: URL) =>
    new Promise<void>((resolve, reject) => {
      const asked = request(url, { agent: false, headers: { Cookie: cookie } }, (answer) => {
        if (answer.statusCode !== 200)
          return reject(new Error(`${url.pathname} answered ${answer.statusCode}`));
        answer.on("data", (chunk: Buffer) => {
          if (!/event: (news|message)/.test(chunk.toString("latin1"))) return;
          heard += 1;
          if (heard === count) atLast(performance.now());
        });
        answer.on("error", () => {}); // That we hang up is no news.
        resolve();
      });
      asked.on("error", reject);
      requests.push(asked);
      asked.end();
    });
  for (let opened = 0; opened < urls.length; opened += 50)
    await Promise.all(urls.slice(opened, opened + 50).map(openOne));

  return {
    /** The moment at which the last of them heard what comes next; or as many of them as it is for. */
    allHear(many = urls.length): Promise<number> {
      heard = 0;
      count = many;
      return new Promise((resolve) => (atLast = resolve));
    },
    async close(): Promise<void> {
      for (const asked of requests) asked.destroy();
      await pause(100);
    },
  };
}
