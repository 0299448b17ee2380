import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { clientInReach } from "#app/domain/clients/choices.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { may } from "#app/domain/practices/rules.ts";
import { lookAhead, type Wished } from "#app/domain/series/look-ahead.ts";
import { type MakeForRefusal, makeSeriesFor } from "#app/domain/series/make.ts";
import { type Choice, changedSince, seenAs } from "#app/domain/series/rules.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { bookForInWords } from "#app/routes/practice/bookings/refusals.ts";
import { whenFields } from "#app/routes/practice/bookings/typed-time.ts";
import { whoseOf } from "#app/routes/practice/whose.ts";
import { countInWords, datesShown } from "#app/routes/series/dates-shown.ts";
import { choicesIn, datesSeen, every, key, lastDate, seen, times } from "#app/routes/series/fields.ts";
import { notMadeInWords } from "#app/routes/series/refusals.ts";
import { usualTimes } from "#app/routes/series/repeat.ts";
import { newId } from "#app/values/ids.ts";
import { begun, rhythmInWords } from "#app/values/rhythm-words.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/new";
import { NewSeriesPage } from "./new-page.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const asked = {
  ...whenFields,
  client: z.string(),
  type: z.string(),
  every,
  times: times.catch(usualTimes),
  until: z.union([z.literal(""), lastDate]).optional(),
};
const query = z.object(asked);
type Asked = z.infer<typeof query>;

type Request_ = { context: Readonly<RouterContextProvider>; request: Request };

async function deskOf({ context, request }: Request_) {
  const ctx = asMember(context, "diary.change");
  const { searchParams } = new URL(request.url);
  const [{ therapist }, { locale }] = await Promise.all([
    whoseOf(ctx, "diary.change", searchParams),
    ownPractice(ctx),
  ]);
  return { ctx, therapist, locale, searchParams };
}

type Desk = Awaited<ReturnType<typeof deskOf>>;

export async function loader(args: Route.LoaderArgs) {
  const desk = await deskOf(args);
  const read = query.safeParse(Object.fromEntries(desk.searchParams));
  if (!read.success) throw redirect(`${href("/practice/bookings/new")}?of=${desk.therapist.slug}`, 303);
  return pageOf(desk, read.data);
}

function wishedOf({ therapist }: Desk, asked: Asked, choices: ReadonlyMap<string, Choice>): Wished {
  return {
    therapistId: therapist.id,
    typeSlug: asked.type,
    rhythm: { startsOn: asked.date, time: asked.time, everyWeeks: asked.every },
    length: asked.until ? { until: asked.until } : { times: asked.times },
    choices,
  };
}

type Answered = {
  choices?: ReadonlyMap<string, Choice>;
  before?: string;
  errors?: FieldErrors;
  key?: string;
  begin?: string | null;
};

async function pageOf(desk: Desk, asked: Asked, answered: Answered = {}) {
  const { ctx, therapist, locale } = desk;
  const client = orNotFound(await clientInReach(ctx, "diary.change", asked.client));
  const wished = wishedOf(desk, asked, answered.choices ?? new Map());
  const ahead = await lookAhead(ctx, wished, { isStrict: false });
  const isOwn = therapist.id === ctx.actor.therapistId;
  const manner = {
    zone: therapist.zone,
    locale,
    whose: isOwn ? "your" : `${therapist.firstName}’s`,
    name: isOwn ? "" : therapist.firstName,
  };
  const changed = ahead && answered.before !== undefined ? changedSince(answered.before, ahead.dates) : [];
  const { client: clientId, type, date, time, every, times, until } = asked;
  const carried = { client: clientId, type, date, time, every: String(every), times: String(times) };
  return {
    of: therapist.slug,
    clientName: client.name,
    typeName: ahead?.open.type.name ?? null,
    rhythm: begun(rhythmInWords({ startsOn: date, time, everyWeeks: every }, { locale })),
    where: zoneCity(therapist.zone),
    count: ahead ? countInWords(ahead.dates) : "",
    dates: ahead ? datesShown(ahead.dates, { ...manner, isStrict: false, changed: new Set(changed) }) : [],
    seen: ahead ? seenAs(ahead.dates) : "",
    key: answered.key ?? newId(),
    asked: { ...carried, ...(until && { until }) } as Record<string, string>,
    errors: answered.errors ?? (ahead ? {} : { form: notOffered }),
    begin: answered.begin ?? null,
  };
}

const notOffered =
  "This session can’t be repeated: a first call comes once, and a group has dates of its own.";

export type NewSeriesShown = Awaited<ReturnType<typeof pageOf>>;

const schema = z.object({ ...asked, seen, key });

export async function action(args: Route.ActionArgs) {
  const desk = await deskOf(args);
  const form = await readForm(args.request, schema);
  if (!form.ok) {
    const read = query.safeParse(form.typed);
    if (!read.success) throw redirect(`${href("/practice/bookings/new")}?of=${desk.therapist.slug}`, 303);
    return data(await pageOf(desk, read.data, { errors: { form: askAgain } }), { status: 422 });
  }
  const { seen, key, ...said } = form.value;
  const choices = choicesIn(form.typed, datesSeen(seen));
  const wish = { ...wishedOf(desk, said, choices), clientId: said.client, key, seen };
  const made = await makeSeriesFor(desk.ctx, wish);
  if (made.ok) throw redirect(`${href("/practice/series/:id", made.value)}?news=booked`, 303);
  const { refusal } = made;
  if (refusal === "not_here") return orNotFound(null);
  const subject = { practiceId: desk.ctx.practiceId, therapistIds: [desk.therapist.id] };
  const canBegin = refusal === "needs_discovery" && may(desk.ctx.actor, "care.decide", subject);
  const begin = canBegin ? href("/practice/clients/:id/beginning", { id: said.client }) : null;
  const errors = { form: inWords(refusal) };
  const page = await pageOf(desk, said, { choices, before: seen, errors, key, begin });
  return data(page, { status: statuses[refusal] ?? 422 });
}

const askAgain = "Something was missing. These are the dates as they stand now.";

const statuses: Partial<Record<MakeForRefusal, number>> = { needs_discovery: 403, changed_meanwhile: 409 };

function inWords(refusal: Exclude<MakeForRefusal, "not_here">): string {
  const said: Record<string, string> = { ...bookForInWords, ...notMadeInWords };
  return said[refusal] ?? notOffered;
}

export function meta() {
  return [{ title: "New series" }, { name: "robots", content: "noindex" }];
}

export default function NewSeries({ loaderData, actionData }: Route.ComponentProps) {
  return <NewSeriesPage page={actionData ?? loaderData} />;
}
