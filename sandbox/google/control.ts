import { z } from "zod";
import type { Outside } from "../outside.ts";
import { type Asked, aRouter, type Router } from "../router.ts";
import type { Account } from "./account.ts";
import type { Calendar } from "./calendar.ts";
import type { Event } from "./fields.ts";
import { NotPossible } from "./not-possible.ts";
import { Refusal } from "./refusal.ts";
import { isZone } from "./times.ts";
import { roles } from "./view.ts";

const address = z.email();
const zone = z.string().refine(isZone);
const calendar = z.strictObject({
  id: z.string().min(1).max(200),
  summary: z.string().optional(),
  timeZone: zone.optional(),
  accessRole: z.enum(roles).optional(),
  hidden: z.boolean().optional(),
});
const account = z.strictObject({
  email: address,
  name: z.string().optional(),
  timeZone: zone.optional(),
  calendars: z.array(calendar).max(200).optional(),
});
const event = z.looseObject({ id: z.string().optional() });
const deeds = {
  revoke: z.strictObject({ account: address }),
  "sync-tokens": z.strictObject({
    do: z.literal("expire"),
    account: address.optional(),
    calendar: z.string().optional(),
  }),
  meet: z.strictObject({ do: z.enum(["late", "at-once", "come", "fail"]) }),
  pages: z.strictObject({ size: z.int().min(1).max(2_500).nullable() }),
  channels: z.strictObject({ do: z.enum(["deliver", "lose"]) }),
};

/** What scripts do at Google's: `/control/google/…`, as the README beside this file lists it. */
export function googleControl({ google }: Outside): Router {
  const { engine } = google;
  const app = aRouter();

  app.onError((error, c) => {
    if (error instanceof NotPossible) return words(c, 409, "not_possible", error.message);
    if (error instanceof BadWish) return words(c, 400, "bad_wish", error.message);
    if (error instanceof Refusal) {
      return words(
        c,
        error.status === 404 ? 404 : error.status === 400 ? 400 : 409,
        error.reason,
        error.message,
      );
    }
    throw error;
  });

  app.get("/control/google/accounts", (c) => c.json({ accounts: engine.accounts.map(shownAccount) }));
  app.post("/control/google/accounts", async (c) => {
    const { email, calendars, ...rest } = await wish(c, account);
    const isNew = engine.known(email) === undefined;
    const found = engine.account(email, known(rest));
    for (const one of calendars ?? []) {
      if (!found.seen(one.id)) found.addCalendar(known(one));
    }
    return c.json(shownAccount(found), isNew ? 201 : 200);
  });

  app.get("/control/google/events", (c) => c.json({ events: calendarIn(c).everything() }));
  app.post("/control/google/events", async (c) =>
    c.json(calendarIn(c).add((await wish(c, event)) as Event), 201),
  );
  for (const path of ["/control/google/events", "/control/google/events/:id"]) {
    app.patch(path, async (c) => {
      const { id, ...change } = await wish(c, event);
      return c.json(calendarIn(c).patch(idIn(c, id), change as Event));
    });
    app.delete(path, (c) => {
      const id = idIn(c);
      calendarIn(c).remove(id);
      return c.json({ id, deleted: true });
    });
  }

  app.get("/control/google/channels", (c) => c.json({ channels: engine.channels, waiting: google.waiting }));
  app.post("/control/google/channels", async (c) => {
    const deed = await wish(c, deeds.channels);
    if (deed.do === "deliver") google.deliver();
    else google.lose();
    return c.json({ waiting: google.waiting });
  });
  app.get("/control/google/grants", (c) => c.json({ grants: engine.grants.all }));
  app.post("/control/google/revoke", async (c) => {
    const { account: email } = await wish(c, deeds.revoke);
    accountOf(email).revoke();
    return c.json({ account: email, revoked: true });
  });
  app.post("/control/google/sync-tokens", async (c) => {
    const { account: email, calendar: id } = await wish(c, deeds["sync-tokens"]);
    const accounts = email === undefined ? engine.accounts : [accountOf(email)];
    const calendars = accounts.flatMap((one) => (id === undefined ? one.calendars : [one.calendar(id)]));
    for (const one of calendars) one.expireSyncTokens();
    return c.json({ expired: calendars.length });
  });
  app.post("/control/google/meet", async (c) => {
    const deed = await wish(c, deeds.meet);
    if (deed.do === "come") return c.json({ came: engine.meetLinksCome() });
    engine.meetIsLate = deed.do === "late";
    engine.meetFails = deed.do === "fail";
    return c.json({ late: engine.meetIsLate, fails: engine.meetFails });
  });
  app.post("/control/google/pages", async (c) => {
    engine.pageSize = (await wish(c, deeds.pages)).size;
    return c.json({ size: engine.pageSize });
  });
  return app;

  function accountOf(email: string | undefined): Account {
    const found = email === undefined ? engine.accounts[0] : engine.known(email);
    if (!found)
      throw new NotPossible(email === undefined ? "There is no account." : `There is no account ${email}.`);
    return found;
  }

  /** `?account=&calendar=`: the first account and its own calendar unless told. */
  function calendarIn(c: Asked): Calendar {
    return accountOf(c.req.query("account")).calendar(c.req.query("calendar") ?? "primary");
  }
}

function idIn(c: Asked, fallback?: string): string {
  const id = c.req.param("id") ?? c.req.query("id") ?? fallback;
  if (id === undefined) throw new BadWish("Which event? Name its id.");
  return id;
}

function shownAccount({ email, name, timeZone, calendars }: Account): object {
  const shown = calendars.map(({ id, summary, timeZone: zone, accessRole }) => ({
    id,
    summary,
    timeZone: zone,
    accessRole,
  }));
  return { email, name, timeZone, calendars: shown };
}

/** Without what is undefined. */
function known<T extends object>(wish: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(wish).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

class BadWish extends Error {}

async function wish<T>(c: Asked, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => "not JSON");
  const read = shape.safeParse(body);
  if (!read.success) throw new BadWish(z.prettifyError(read.error));
  return read.data;
}

function words(c: Asked, status: 400 | 404 | 409, code: string, message: string): Response {
  return c.json({ error: { code, message } }, status);
}
