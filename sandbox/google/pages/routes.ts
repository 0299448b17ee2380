import { z } from "zod";
import type { Outside } from "../../outside.ts";
import { nowherePage } from "../../pages/index.ts";
import { type Asked, aRouter, type Router } from "../../router.ts";
import type { Account } from "../account.ts";
import type { Calendar } from "../calendar.ts";
import { NotPossible } from "../not-possible.ts";
import { Refusal } from "../refusal.ts";
import type { Item } from "../series.ts";
import { addDays, dayOf, isDate, spanOf } from "../times.ts";
import { addressOf, calendarPage, eventPage } from "./calendar.ts";
import { connectionsPage } from "./consent.ts";
import { type Draft, eventIn, form } from "./form.ts";
import { clock, weekOf } from "./week.ts";

const notices: Record<string, string> = {
  added: "It is in the calendar.",
  saved: "It is saved.",
  deleted: "It is deleted.",
};
const which = z.object({
  account: z.string(),
  calendar: z.string(),
  id: z.string().optional(),
  do: z.string(),
});

/** The pages where a person looks after their calendar and the apps they let in, as on their phone. */
export function googlePages({ google: { engine }, now }: Outside): Router {
  const app = aRouter();

  app.onError((error, c) => {
    if (error instanceof NotPossible) return c.html(nowherePage(), 404);
    throw error;
  });
  app.use("/google/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    c.header("x-content-type-options", "nosniff");
  });

  app.get("/google/consent", (c) => {
    const { search, searchParams } = new URL(c.req.url);
    if (searchParams.has("client_id")) return c.redirect(`/o/oauth2/v2/auth${search}`, 303);
    return c.html(connectionsPage(engine.grants, engine.accounts));
  });
  app.post("/google/consent", async (c) => {
    const { account } = await c.req.parseBody();
    accountOf(String(account)).revoke();
    return c.redirect("/google/consent", 303);
  });

  app.get("/google/calendar", (c) => week(c, accountOf(c.req.query("account"))));
  app.post("/google/calendar", async (c) => {
    const sent = await c.req.parseBody();
    const account = accountOf(String(sent.account ?? ""));
    const said = tried(() => {
      const event = read(sent, account);
      if (typeof event === "string") return event;
      calendarOf(account, String(sent.calendar ?? "primary")).add(event);
      return null;
    });
    if (said !== null) return week(c, account, said);
    return c.redirect(`${addressOf(account, String(sent.day))}&done=added`, 303);
  });

  app.get("/google/calendar/event", (c) => {
    const { account, calendar, id } = c.req.query();
    const owner = accountOf(account);
    return one(c, owner, calendarOf(owner, calendar ?? "primary"), id ?? "");
  });
  app.post("/google/calendar/event", async (c) => {
    const sent = await c.req.parseBody();
    const asked = which.safeParse(sent);
    if (!asked.success) return c.html(nowherePage(), 404);
    const { account: email, calendar: calendarId, id = "", do: deed } = asked.data;
    const account = accountOf(email);
    const calendar = calendarOf(account, calendarId);
    const item = itemOf(calendar, id);
    const said = tried(() => {
      if (deed === "delete") calendar.remove(id);
      else if (deed === "delete-series") calendar.remove(item.entry.id);
      else if (deed === "accept" || deed === "decline") answer(calendar, id, item, deed);
      else {
        const event = read(sent, account);
        if (typeof event === "string") return event;
        calendar.patch(id, event);
      }
      return null;
    });
    if (said !== null) return one(c, account, calendar, id, said);
    const done = deed.startsWith("delete") ? "deleted" : "saved";
    const day = typeof sent.day === "string" && isDate(sent.day) ? sent.day : today(account);
    return c.redirect(`${addressOf(account, day)}&done=${done}`, 303);
  });
  return app;

  function week(c: Asked, account: Account, said?: string): Response | Promise<Response> {
    const asked = c.req.query("day") ?? "";
    const day = isDate(asked) ? asked : today(account);
    const notice = said ?? notices[c.req.query("done") ?? ""];
    const draft: Draft = {
      title: "",
      calendar: account.email,
      day,
      from: "09:00",
      to: "10:00",
      isAllDay: false,
      isFree: false,
      lastDay: "",
    };
    const days = weekOf(account, day, now());
    const page = calendarPage({ account, accounts: engine.accounts, days, draft, notice });
    return c.html(page, said === undefined ? 200 : 400);
  }

  function one(c: Asked, account: Account, calendar: Calendar, id: string, notice?: string) {
    const item = itemOf(calendar, id);
    const self = item.fields.attendees?.find(({ email }) => email === calendar.id);
    const shown = { id, calendar, item, from: null, to: null, isAllDay: false };
    const wish = {
      account,
      shown,
      draft: draftOf(account, item),
      answer: self?.responseStatus ?? null,
      notice,
    };
    return c.html(eventPage(wish), notice === undefined ? 200 : 400);
  }

  function accountOf(email: string | undefined): Account {
    const found = email === undefined ? engine.accounts[0] : engine.known(email);
    if (!found) throw new NotPossible("Nobody has this account.");
    return found;
  }

  function today({ timeZone }: Account): string {
    return dayOf(now().getTime(), timeZone);
  }
}

function calendarOf(account: Account, id: string): Calendar {
  return account.calendar(id);
}

function itemOf(calendar: Calendar, id: string): Item {
  const item = calendar.item(id);
  if (!item || item.fields.status === "cancelled") throw new NotPossible("There is no such event.");
  return item;
}

function read(sent: Record<string, unknown>, { timeZone }: Account) {
  const filled = form.safeParse(sent);
  return filled.success ? eventIn(filled.data, timeZone) : "Something in the form cannot be read.";
}

function answer(calendar: Calendar, id: string, { fields }: Item, deed: "accept" | "decline"): void {
  const responseStatus = deed === "accept" ? "accepted" : "declined";
  const attendees = (fields.attendees ?? []).map((one) =>
    one.email === calendar.id ? { ...one, responseStatus } : one,
  );
  calendar.patch(id, { attendees });
}

/** What went wrong, in words; null when nothing did. */
function tried(deed: () => string | null): string | null {
  try {
    return deed();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function draftOf({ timeZone }: Account, { fields }: Item): Draft {
  const about = {
    title: fields.summary ?? "",
    calendar: "",
    isFree: fields.transparency === "transparent",
  };
  if ("date" in fields.start && "date" in fields.end) {
    const { date } = fields.start;
    return { ...about, day: date, lastDay: addDays(fields.end.date, -1), from: "", to: "", isAllDay: true };
  }
  const { start, end } = spanOf(fields, timeZone);
  return {
    ...about,
    day: dayOf(start, timeZone),
    lastDay: "",
    from: clock(start, timeZone),
    to: clock(end, timeZone),
    isAllDay: false,
  };
}
