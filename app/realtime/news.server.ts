import pg from "pg";

type Listener = () => void;

export type News = {
  /** Hear of every committed change in a practice's diary. Gives the way to stop hearing. */
  listen(practiceId: string, heard: Listener): () => void;
  /** How many are listening in this process. */
  count(): number;
  /** Aborted when this process is about to close: streams end then, and browsers come back elsewhere. */
  closing: AbortSignal;
  hangUp(): void;
  close(): Promise<void>;
};

type Settings = { url: string; onError: (error: Error) => void };

const pauses = [250, 1_000, 5_000] as const;

/** A connection that died without a word is found out by asking it something. */
const pulse = { every: 30_000, patience: 5_000 };

/**
 * What other processes and this one commit, told within moments: one connection per process that LISTENs, never the
 * pooled one. While it is down nobody is told; whoever listens is told once when it is there, because something may have
 * been missed. The pages are right without any of it.
 */
export function openNews({ url, onError }: Settings): News {
  const listeners = new Map<string, Set<Listener>>();
  let client: pg.Client | null = null;
  const closing = new AbortController();
  let isClosed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  function tell(practiceId: string): void {
    for (const heard of listeners.get(practiceId) ?? []) heard();
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: "selvage news",
      keepAlive: true,
      connectionTimeoutMillis: pulse.patience,
      query_timeout: pulse.patience,
    });
    fresh.on("notification", ({ payload }) => payload && tell(payload));
    fresh.on("error", (error) => lost(fresh, error));
    fresh.on("end", () => lost(fresh, new Error("The connection for live news ended")));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query("listen news");
      for (const practiceId of listeners.keys()) tell(practiceId);
      failures = 0;
      feel(fresh);
    } catch (error) {
      lost(fresh, error instanceof Error ? error : new Error(String(error)));
    }
  }

  function feel(which: pg.Client): void {
    timer = setTimeout(() => {
      which.query("select").then(
        () => client === which && feel(which),
        (error: Error) => lost(which, error),
      );
    }, pulse.every);
    timer.unref();
  }

  function lost(which: pg.Client, error: Error): void {
    if (isClosed || client !== which) return;
    client = null;
    clearTimeout(timer);
    which.end().catch(() => {});
    onError(error);
    timer = setTimeout(
      () => {
        timer = undefined;
        void connect();
      },
      pauses[Math.min(failures++, pauses.length - 1)],
    );
  }

  // The first to listen opens the connection: a command line or a worker that shows no page needs none.
  return {
    listen(practiceId, heard) {
      const mine = listeners.get(practiceId) ?? new Set();
      listeners.set(practiceId, mine);
      mine.add(heard);
      if (!client && !timer && !isClosed) void connect();
      return () => {
        mine.delete(heard);
        if (mine.size === 0 && listeners.get(practiceId) === mine) listeners.delete(practiceId);
      };
    },
    count: () => [...listeners.values()].reduce((sum, mine) => sum + mine.size, 0),
    closing: closing.signal,
    hangUp: () => closing.abort(),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
