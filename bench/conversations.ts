import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { median } from "./rounds.ts";
import { marensCookie } from "./signed-in.ts";
import { weigh } from "./streams.ts";
import type { Row } from "./table.ts";

const conversations = 1_000;
const rounds = 60;

/** A thousand open conversations on one process, each another's: what each weighs, and how long a message takes to its page. */
export async function benchConversations(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  try {
    const threads = await makeThreads(inside);
    const cookie = await marensCookie(inside);
    const served = await house.serve();
    const urls = threads.map((id) => new URL(`/practice/messages/${id}/stream`, served.url));
    const { open, kilobytes } = await weigh(served, urls, cookie);
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const heard = open.allHear(1);
      const started = performance.now();
      await count(inside, threads[(round * 37) % threads.length] ?? "");
      took.push((await heard) - started);
    }
    await open.close();
    await served.child.stop();
    const worst = Math.max(...took.slice(5)).toFixed(0);
    return [
      {
        ...{ what: "1,000 open conversations, each", measured: kilobytes, limit: null, unit: "KB" },
        goal: { atMost: 60 },
      },
      {
        ...{
          what: "from a message to the page it is for",
          measured: median(took.slice(5)),
          limit: null,
          unit: "ms",
        },
        goal: { atMost: 50 },
        note: `of 1,000 that are open; at most ${worst} ms, with a sign-in and a thread looked up again before it is told`,
      },
    ];
  } finally {
    await inside.close();
  }
}

/** Maren's conversations with so many made-up clients; gives their ids. */
async function makeThreads({ ctx, maren, database }: Inside): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `with people as (
       insert into clients (id, practice_id, kind, name)
       select gen_random_uuid(), $1, 'individual', 'Writer ' || n from generate_series(1, $3::int) n returning id
     ), cared as (
       insert into care_relationships (id, practice_id, client_id, therapist_id, stage, discovery_completed_at, discovery_by)
       select gen_random_uuid(), $1, id, $2, 'ongoing', now(), 'therapist' from people returning id, client_id
     )
     insert into threads (id, practice_id, client_id, relationship_id, therapist_id)
     select gen_random_uuid(), $1, client_id, id, $2 from cared returning id`,
    [ctx.practiceId, maren.id, conversations],
  );
  await database.pool.query("analyze");
  return rows.map(({ id }) => id);
}

/** One message more in a thread, told as its trigger tells it (drizzle/0011); its words are nothing a stream speaks of. */
async function count({ database }: Inside, threadId: string): Promise<void> {
  await database.pool.query(
    "with more as (update threads set last_number = last_number + 1 where id = $1 returning id) select pg_notify('news', id::text) from more",
    [threadId],
  );
}
