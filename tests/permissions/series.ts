import { lookAhead } from "#app/domain/series/look-ahead.ts";
import { makeSeriesFor } from "#app/domain/series/make.ts";
import { seenAs } from "#app/domain/series/rules.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import { midnight, type Named } from "./records.ts";

const day = 86_400_000;
/** Hours nobody here works, so that no other record is ever in the way. */
const nights = [20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6];
let made = 0;

/** A series of two dates of a side's client, made by the practice at night, knowing that it is night. */
export async function aSeries(cast: Cast, side: Side): Promise<Named> {
  const nth = made++;
  const first = midnight / day + 10 + 14 * Math.floor((nth % 21) / 7) + (nth % 7);
  const hour = String(nights[Math.floor(nth / 21) % nights.length]).padStart(2, "0");
  const startsOn = new Date(first * day).toISOString().slice(0, 10);
  const dates = [startsOn, new Date((first + 7) * day).toISOString().slice(0, 10)];
  const wished = {
    therapistId: side.therapistId,
    typeSlug: side === cast.sides.foreign ? "session" : "hour",
    rhythm: { startsOn, time: `${hour}:00`, everyWeeks: 1 },
    length: { times: 2 },
    choices: new Map(dates.map((date) => [date, "keep" as const])),
  };
  const actor = aMember(side.ctx.practiceId, { roles: ["owner"] });
  const ctx = { ...side.ctx, actor };
  const ahead = await lookAhead(ctx, wished, { isStrict: false });
  const seen = seenAs(ahead?.dates ?? []);
  const { clientId } = side.client;
  const { id } = await granted(makeSeriesFor(ctx, { ...wished, clientId, key: newId(), seen }));
  return { id, date: startsOn };
}

/** What a page of several dates would send back as it stands for whoever opens it; nothing for who may not. */
export async function asShown(cast: Cast, who: Principal, path: string): Promise<Record<string, string>> {
  const page = await (await cast.send(who, path)).text();
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const boxes = [...page.matchAll(/<input[^>]*name="(date-[^"]+)"[^>]*value="([^"]*)"[^>]*>/g)];
  const dates = boxes.flatMap(([tag, name = "", value = ""]) =>
    tag.includes(" checked") ? [[name, value]] : [],
  );
  return { seen: hidden("seen"), key: hidden("key") || newId(), ...Object.fromEntries(dates) };
}

type Body = Record<string, string>;
type Try = { named: Named; cast: Cast; side: Side; who: Principal };

let tries = 0;
/** A start in the last hour worked of a day, where no other record is put; the next try is a day later. */
function lastHour(): number {
  tries += 1;
  return midnight + (3 + (tries % 40)) * day + 19 * 3_600_000;
}

/** Forms that would be granted, as the pages of several dates give them. */
export const seriesBodies: Record<string, (attempt: Try) => Body | Promise<Body>> = {
  "routes/client/series-new.tsx": async ({ cast, side, who }) => {
    const asked = who === "client other" ? cast.sides.other : side;
    const at = new Date(lastHour()).toISOString();
    const wish = { at, every: "1", times: "2" };
    const path = `/client/book/${asked.slug}/hour/series?${new URLSearchParams(wish)}`;
    return { ...wish, ...(await asShown(cast, who, path)) };
  },
  "routes/client/series-move.tsx": (attempt) => whereTo(attempt, "client"),
  "routes/client/series-cancellation.tsx": ({ cast, who, named }) =>
    asShown(cast, who, `/client/series/${named.id}/cancellation`),
  "routes/practice/series/new.tsx": async (attempt) => {
    const { client, slug } =
      attempt.who === "therapist other" ? attempt.cast.sides.other : attempt.cast.sides.own;
    const { date, time } = dateAndTime(lastHour() + 3_600_000);
    const wish = { of: slug, client: client.clientId, type: "hour", date, time, every: "1", times: "2" };
    const path = `/practice/series/new?${new URLSearchParams(wish)}`;
    return { ...wish, ...(await asShown(attempt.cast, attempt.who, path)) };
  },
  "routes/practice/series/move.tsx": (attempt) => whereTo(attempt, "practice"),
  "routes/practice/series/cancellation.tsx": ({ cast, who, named }) =>
    asShown(cast, who, `/practice/series/${named.id}/cancellation`),
  "routes/practice/series/ending.tsx": () => ({}),
};

function dateAndTime(at: number) {
  const text = new Date(at).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** A series goes to the last hour worked of its days. */
async function whereTo({ cast, who, named }: Try, side: "client" | "practice"): Promise<Body> {
  const to = { date: named.date ?? "2030-01-01", time: "19:00" };
  const path = `/${side}/series/${named.id}/move?${new URLSearchParams(to)}`;
  return { ...to, ...(await asShown(cast, who, path)) };
}
