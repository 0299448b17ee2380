import { data, redirect } from "react-router";
import { z } from "zod";
import { type ClientCtx, isClient, type MemberCtx } from "#app/domain/ctx.ts";
import { lookAtMove, moveSeveral } from "#app/domain/series/move-several.ts";
import { type Choice, changedSince, isTime, seenAs } from "#app/domain/series/rules.ts";
import { datesMeant } from "#app/domain/series/which.ts";
import { siteOf } from "#app/domain/site/queries.ts";
import { type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { optional } from "#app/routes/form-fields.ts";
import { newId } from "#app/values/ids.ts";
import { isPlainText } from "#app/values/words.ts";
import { isDate, zoneCity } from "#app/values/zoned.ts";
import { meantBy } from "./cancelling.ts";
import { countInWords, datesShown } from "./dates-shown.ts";
import { choicesIn, datesSeen, key, seen } from "./fields.ts";
import { moveSeveralInWords } from "./refusals.ts";
import { rhythmShown, seriesDates } from "./series-shown.ts";

type Asked = { id: string; query: URLSearchParams; zone?: string | null; whose?: string; name?: string };

type Answered = {
  errors?: FieldErrors;
  typed?: Record<string, string>;
  choices?: ReadonlyMap<string, Choice>;
  before?: string;
  key?: string;
};

const date = z
  .string({ error: "A date, please." })
  .refine((text) => isDate(text) && text >= "2020" && text < "2100", "A date, please.");
const time = z.string({ error: "A time, please." }).refine(isTime, "A time, like 10:20.");

/**
 * Where the dates that are meant would go: the form of the new day and time, and under it, once `?date=&time=` say where
 * to, every date with its state. 404 for a series that is not theirs.
 */
export async function movingPage(
  ctx: ClientCtx | MemberCtx,
  { id, query, zone, whose, name }: Asked,
  { errors = {}, typed = {}, choices = new Map(), before, key = newId() }: Answered = {},
) {
  const asked = meantBy(query);
  const { series, chosen } = orNotFound(await datesMeant(ctx, { id, ...asked }));
  const [first] = chosen;
  const { locale } = await siteOf(ctx);
  const clock = { zone: zone ?? series.zone, locale };
  const to = toIn(query);
  const looked = to.value ? await lookAtMove(ctx, { seriesId: id, ...asked, to: to.value, choices }) : null;
  const dates = looked?.ok ? looked.value.dates : null;
  const changed = dates && before !== undefined ? changedSince(before, dates) : [];
  const refusal = looked && !looked.ok && looked.refusal !== "not_here" ? looked.refusal : null;
  const firstName = first?.therapist.firstName ?? "";
  const manner = { ...clock, whose: whose ?? `${firstName}’s`, name: name ?? firstName };
  return {
    id,
    from: asked.from,
    firstName,
    rhythm: rhythmShown(series, { zone: series.zone, locale }),
    where: zoneCity(series.zone),
    isOtherClock: clock.zone !== series.zone,
    now: seriesDates(series, chosen, { ...clock, now: ctx.now() }),
    to: {
      date: query.get("date") ?? first?.booking.seriesDate ?? "",
      time: query.get("time") ?? series.localTime,
    },
    count: dates && countInWords(dates),
    dates:
      dates &&
      datesShown(dates, { ...manner, isStrict: isClient(ctx), changed: new Set(changed), stay: true }),
    seen: dates ? seenAs(dates) : "",
    key,
    isMailed: chosen.some(({ booking }) => booking.guestEmail !== null),
    errors: {
      ...to.errors,
      ...(refusal && { [refusal === "too_far_away" ? "date" : "form"]: moveSeveralInWords[refusal] }),
      ...errors,
    } as FieldErrors,
    typed,
  };
}

export type MovingPage = Awaited<ReturnType<typeof movingPage>>;

function toIn(query: URLSearchParams) {
  if (!query.has("date") && !query.has("time")) return { value: null, errors: {} };
  const read = z.object({ date, time }).safeParse(Object.fromEntries(query));
  if (read.success) return { value: read.data, errors: {} };
  const errors = Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), message]));
  return { value: null, errors };
}

const schema = z.object({
  date,
  time,
  seen,
  key,
  message: optional(
    z
      .string()
      .max(500, "That’s a little long for here. 500 letters at most.")
      .refine(isPlainText, "Please use plain letters, without control characters."),
  ),
});

/** Move what was shown, or say why not with the page as it stands now. Redirects to the series it became. */
export async function moveDates(
  ctx: ClientCtx | MemberCtx,
  request: Request,
  { to, ...asked }: Omit<Asked, "query"> & { to: (id: string) => string },
) {
  const form = await readForm(request, schema);
  const query = new URL(request.url).searchParams;
  for (const field of ["date", "time"]) {
    const typed = form.typed[field];
    if (typed !== undefined) query.set(field, typed);
  }
  const page = (answered: Answered) => movingPage(ctx, { ...asked, query }, answered);
  if (!form.ok) return data(await page({ errors: form.errors, typed: form.typed }), { status: 422 });
  const { date, time, seen, key, message } = form.value;
  const choices = choicesIn(form.typed, datesSeen(seen));
  const wish = { seriesId: asked.id, ...meantBy(query), to: { date, time }, choices };
  const words = isClient(ctx) ? {} : { message };
  const moved = await moveSeveral(ctx, { ...wish, key, seen, ...words });
  if (moved.ok) throw redirect(`${to(moved.value.id)}?news=moved`, 303);
  if (moved.refusal === "not_here") return orNotFound(null);
  const field = moved.refusal === "too_far_away" ? "date" : "form";
  const errors = { [field]: moveSeveralInWords[moved.refusal] };
  const status = moved.refusal === "too_far_away" || moved.refusal === "nothing_chosen" ? 422 : 409;
  return data(await page({ errors, typed: form.typed, choices, before: seen, key }), { status });
}
