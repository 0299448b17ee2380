import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "./db/client.server.ts";
import { syncAges } from "./domain/calendar/health.ts";
import type { House } from "./domain/ctx.ts";
import { lanes } from "./domain/lanes.ts";
import { buried, type Queue } from "./queue/queue.ts";
import type { News } from "./realtime/news.server.ts";

const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "selvage_" });

const requests = new Counter({
  name: "selvage_http_requests_total",
  help: "Requests answered, by route and status",
  labelNames: ["method", "route", "status"],
  registers: [registry],
});
const seconds = new Histogram({
  name: "selvage_http_request_seconds",
  help: "Time to the answer, by route",
  labelNames: ["route"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
  registers: [registry],
});

const slugged = [
  /^(\/therapists)\/[^/]+/,
  /^(\/api\/v1\/therapists)\/[^/]+/,
  /^(\/book)\/(?!pay|return|done|manage)[^/]+/,
];

/** Count an answer; gives the route's name, in which no slug and no token stands. */
export function observe(request: Request, status: number, ms: number): string {
  const route = status === 404 ? "unknown" : routeName(new URL(request.url).pathname);
  requests.inc({ method: request.method, route, status });
  seconds.observe({ route }, ms / 1000);
  return route;
}

function routeName(pathname: string): string {
  const named = slugged.reduce((path, pattern) => path.replace(pattern, "$1/:slug"), pathname);
  return named.replace(/\/[A-Za-z0-9_-]{36,}/g, "/:token");
}

type Watched = { database: Database; queue: Queue; news: News; house: House };

/** Watch the pool, the lanes and the live pages of this process. */
export function watch({ database, queue, news, house }: Watched): void {
  for (const name of [
    "selvage_db_connections",
    "selvage_jobs",
    "selvage_streams",
    "selvage_calendar_sync_age_seconds",
  ])
    registry.removeSingleMetric(name);
  new Gauge({
    name: "selvage_streams",
    help: "Pages that are open and told of every change",
    registers: [registry],
    collect() {
      this.set(news.count());
    },
  });
  new Gauge({
    name: "selvage_calendar_sync_age_seconds",
    help: "Seconds since a connection's calendars, or an address, were last read",
    labelNames: ["connection", "kind"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { id, kind, seconds } of await syncAges(house)) this.set({ connection: id, kind }, seconds);
    },
  });
  new Gauge({
    name: "selvage_db_connections",
    help: "Connections of the pool, by state",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set({ state: "idle" }, database.pool.idleCount);
      this.set({ state: "busy" }, database.pool.totalCount - database.pool.idleCount);
      this.set({ state: "waited_for" }, database.pool.waitingCount);
    },
  });
  new Gauge({
    name: "selvage_jobs",
    help: "Jobs by lane and state; buried ones need a person",
    labelNames: ["lane", "state"],
    registers: [registry],
    async collect() {
      for (const found of await queue.boss.getQueues([...lanes, ...lanes.map(buried)])) {
        this.set({ lane: found.name, state: "queued" }, found.queuedCount);
        this.set({ lane: found.name, state: "active" }, found.activeCount);
      }
    },
  });
}

/** All of it as Prometheus reads it. */
export async function exposition(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() };
}
