import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { whatStandsAgainst } from "#app/domain/availability/knowingly.ts";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { clientChoices, clientInReach } from "#app/domain/clients/choices.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { may } from "#app/domain/practices/rules.ts";
import { datesOf, fewestDates, type Rhythm } from "#app/domain/series/rules.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { type Whose, whoseOf } from "#app/routes/practice/whose.ts";
import { every, lastDate, times } from "#app/routes/series/fields.ts";
import { formatMoney } from "#app/values/money.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/new";
import { breachesInWords } from "./breaches.ts";
import { nearestInWords } from "./nearest.ts";
import { NewPage } from "./new-page.tsx";
import { bookForInWords } from "./refusals.ts";
import { instantOf, typedFromQuery, whenFields } from "./typed-time.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  ...whenFields,
  client: z.string({ error: "Who is it for?" }).min(1, "Who is it for?"),
  type: z.string({ error: "Which session?" }).min(1, "Which session?"),
  knowingly: tick,
  every: optional(every),
  times: optional(times),
  until: optional(lastDate),
});

/** How many names a list can hold before a field to look for one is kinder. */
const longList = 30;

async function deskOf(context: Readonly<RouterContextProvider>, request: Request) {
  const ctx = asMember(context, "diary.change");
  const query = new URL(request.url).searchParams;
  const [{ therapist, choices }, { locale, currency }] = await Promise.all([
    whoseFor(ctx, query),
    ownPractice(ctx),
  ]);
  const whose = therapist.id === ctx.actor.therapistId ? "your" : `${therapist.firstName}’s`;
  return { ctx, query, therapist, choices, whose, currency, clock: { zone: therapist.zone, locale } };
}

/** Whose diary it goes into where none is named: that of whoever the client is in care with, one's own first. */
async function whoseFor(ctx: MemberCtx, query: URLSearchParams): Promise<Whose> {
  const whose = await whoseOf(ctx, "diary.change", query);
  if (query.has("of")) return whose;
  const cares = await caresWithin(ctx, "diary.change", query.get("client") ?? "");
  const standing = cares.filter(
    ({ slug, stage }) => stage !== "ended" && whose.choices.some((choice) => choice.slug === slug),
  );
  const care = standing.find(({ therapistId }) => therapistId === ctx.actor.therapistId) ?? standing[0];
  return care ? whoseOf(ctx, "diary.change", new URLSearchParams({ of: care.slug })) : whose;
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, query, therapist, choices, whose, clock, currency } = await deskOf(context, request);
  const asked = typedFromQuery(query.get("at"));
  const typeSlug = query.get("type") ?? "";
  const search = (query.get("q") ?? "").trim().slice(0, 80).replaceAll("\0", "");
  const [types, clients, client] = await Promise.all([
    offeredBy(ctx, therapist.id),
    clientChoices(ctx, "diary.change", search),
    clientInReach(ctx, "diary.change", query.get("client") ?? ""),
  ]);
  const against =
    asked && typeSlug
      ? await whatStandsAgainst(ctx, {
          therapistId: therapist.id,
          typeSlug,
          startsAt: instantOf(clock.zone, asked),
        })
      : null;
  const isListed = !client || clients.some(({ id }) => id === client.id);
  return {
    of: therapist.slug,
    choices,
    where: zoneCity(clock.zone),
    types: types.filter(isOneToOne).map(({ slug, name, minutes, price }) => ({
      value: slug,
      label: `${name}, ${minutes} minutes, ${price === 0 ? "free" : formatMoney({ amount: price, currency }, clock.locale)}`,
    })),
    clients: (isListed ? clients : [client, ...clients]).map(({ id, name }) => ({ value: id, label: name })),
    search,
    canSearch: search !== "" || clients.length > longList,
    typed: { client: client?.id ?? "", type: typeSlug, ...asked, ...repeatIn(query) } as Record<
      string,
      string
    >,
    against: breachesInWords(against?.breaches ?? [], whose),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx, therapist, whose, clock } = await deskOf(context, request);
  const form = await readForm(request, schema);
  if (!form.ok)
    return data({ errors: form.errors, typed: form.typed, against: null, begin: null }, { status: 422 });
  const { client, type, date, time, knowingly, every } = form.value;
  if (every) {
    const errors = tooFew({ startsOn: date, everyWeeks: every }, form.value.until);
    if (errors) return data({ errors, typed: form.typed, against: null, begin: null }, { status: 422 });
    throw redirect(addressOfDates(therapist.slug, form.typed), 303);
  }
  const startsAt = instantOf(clock.zone, form.value);
  const asked = { therapistId: therapist.id, typeSlug: type, startsAt };
  const booked = await bookFor(ctx, { ...asked, clientId: client, knowingly });
  if (booked.ok)
    throw redirect(`${href("/practice/bookings/:id", { id: booked.value.id })}?news=booked`, 303);
  const { refusal } = booked;
  if (refusal === "not_here") return orNotFound(null);

  const nearest = refusal === "slot_taken" ? await nearestInWords(ctx, { ...asked, ...clock }, startsAt) : "";
  const errors: FieldErrors = { [fields[refusal]]: `${bookForInWords[refusal]}${nearest}` };
  const against = await whatStandsAgainst(ctx, asked);
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id] };
  const canBegin = refusal === "needs_discovery" && may(ctx.actor, "care.decide", subject);
  return data(
    {
      errors,
      typed: { client, type, date, time } as Record<string, string>,
      against: breachesInWords(against?.breaches ?? [], whose),
      begin: canBegin ? href("/practice/clients/:id/beginning", { id: client }) : null,
    },
    { status: statuses[refusal] ?? 422 },
  );
}

/** What the address asks the repeating fields to open with, when a series is carried on. */
function repeatIn(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    ["every", "times", "until"]
      .map((name) => [name, (query.get(name) ?? "").slice(0, name === "until" ? 10 : 2)])
      .filter(([, value]) => value),
  );
}

/** Why a last date makes no series; null where it does, or none was named. */
function tooFew(
  rhythm: Pick<Rhythm, "startsOn" | "everyWeeks">,
  until: string | undefined,
): FieldErrors | null {
  if (!until || datesOf(rhythm, { until }).length >= fewestDates) return null;
  return { until: "By then it comes once at most. A later date, please, or once." };
}

/** Where every date of a series is looked at before anything is booked. */
function addressOfDates(
  of: string,
  { client = "", type = "", date = "", time = "", every = "", ...typed }: Record<string, string>,
) {
  const { times = "", until = "" } = typed;
  return `${href("/practice/series/new")}?${new URLSearchParams({ of, client, type, date, time, every, times, until })}`;
}

const fields = {
  not_offered: "type",
  needs_discovery: "type",
  not_licensed_there: "type",
  already_over: "date",
  slot_taken: "date",
  against_your_rules: "knowingly",
} as const;

const statuses: Partial<Record<keyof typeof fields, number>> = { slot_taken: 409, needs_discovery: 403 };

export function meta() {
  return [{ title: "New booking" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return <NewPage page={page} said={actionData ?? undefined} />;
}
