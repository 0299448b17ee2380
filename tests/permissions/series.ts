import { lookAhead } from "#app/domain/series/look-ahead.ts";
import { makeSeriesFor } from "#app/domain/series/make.ts";
import { seenAs } from "#app/domain/series/rules.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import type { Named } from "./records.ts";

const day = 86_400_000;
/** Hours nobody here works, so that no other record is ever in the way. */
const nights = [20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6];
let made = 0;

/** A series of two dates of a side's client, made by the practice at night, knowing that it is night. */
export async function aSeries(cast: Cast, side: Side): Promise<Named> {
  const nth = made++;
  const first = Math.floor(Date.now() / day) + 10 + 14 * Math.floor((nth % 21) / 7) + (nth % 7);
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
