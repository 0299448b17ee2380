import { data, href, redirect } from "react-router";
import { z } from "zod";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { lookAhead, type Wished } from "#app/domain/series/look-ahead.ts";
import { type MakeRefusal, makeSeries } from "#app/domain/series/make.ts";
import { type Choice, changedSince, seenAs } from "#app/domain/series/rules.ts";
import { type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { refusalOf } from "#app/routes/book/refused.ts";
import { optional } from "#app/routes/form-fields.ts";
import { priceInWords } from "#app/routes/price-in-words.ts";
import { countInWords, datesShown } from "#app/routes/series/dates-shown.ts";
import { choicesIn, datesSeen, every, key, seen, times } from "#app/routes/series/fields.ts";
import { notMadeInWords } from "#app/routes/series/refusals.ts";
import { usualTimes } from "#app/routes/series/repeat.ts";
import { newId } from "#app/values/ids.ts";
import { begun, rhythmInWords } from "#app/values/rhythm-words.ts";
import { dayOf, timeOf, zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/series-new";
import type { ClientHandle } from "./client.tsx";
import { type OwnDoor, ownDoor } from "./door.ts";
import { SeriesNewPage } from "./series-new-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

const asked = {
  at: wish.startsAt,
  every,
  times: times.catch(usualTimes),
};
const query = z.object(asked);

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const door = await openDoor(context, params, searchParams);
  const read = query.safeParse(Object.fromEntries(searchParams));
  if (!read.success) throw redirect(href("/client/book/:therapist/:type", params), 303);
  return pageOf(door, read.data, {});
}

/** What comes once, or is asked for each time, is booked on the page of its times. */
async function openDoor(
  context: Route.LoaderArgs["context"],
  params: Route.LoaderArgs["params"],
  searchParams: URLSearchParams,
): Promise<OwnDoor> {
  const door = await ownDoor(context, params, searchParams);
  if (door.shut !== null) throw data(null, { status: 403 });
  if (door.type.kind === "discovery" || door.type.needsApproval)
    throw redirect(href("/client/book/:therapist/:type", params), 303);
  return door;
}

type Asked = z.infer<typeof query>;

function wishedOf(
  { therapist, type, asking }: OwnDoor,
  asked: Asked,
  choices: ReadonlyMap<string, Choice>,
): Wished {
  const { zone } = therapist;
  return {
    therapistId: therapist.id,
    typeSlug: type.slug,
    rhythm: { startsOn: dayOf(zone, asked.at), time: timeOf(zone, asked.at), everyWeeks: asked.every },
    length: { times: asked.times },
    choices,
    ownClientId: asking.client?.clientId,
  };
}

type Answered = {
  choices?: ReadonlyMap<string, Choice>;
  before?: string;
  typed?: Record<string, string>;
  errors?: FieldErrors;
  key?: string;
};

async function pageOf(door: OwnDoor, asked: Asked, answered: Answered) {
  const { ctx, site, therapist, type, zone } = door;
  const wished = wishedOf(door, asked, answered.choices ?? new Map());
  const { dates, rhythm } = orNotFound(await lookAhead(ctx, wished, { isStrict: true }));
  const changed = answered.before === undefined ? [] : changedSince(answered.before, dates);
  const manner = { zone, locale: site.locale, whose: `${therapist.firstName}’s`, name: therapist.firstName };
  const contact = await contactOfUser(ctx, ctx.actor.userId);
  return {
    therapist: { slug: therapist.slug, firstName: therapist.firstName },
    type: { slug: type.slug, name: type.name, minutes: type.minutes, isByPhone: type.place === "phone" },
    forWhom: door.clientId ? (door.asking.client?.name ?? null) : null,
    clientId: door.clientId,
    rhythm: begun(rhythmInWords(rhythm, { locale: site.locale })),
    city: zone === therapist.zone ? null : zoneCity(therapist.zone),
    // Nothing of a series is paid ahead.
    price: priceInWords(
      type.chargeWhen === "at_booking" ? { ...type, chargeWhen: "after_session" } : type,
      site,
    ),
    count: countInWords(dates),
    dates: datesShown(dates, { ...manner, isStrict: true, changed: new Set(changed) }),
    asked: { at: new Date(asked.at).toISOString(), every: String(asked.every), times: String(asked.times) },
    seen: seenAs(dates),
    key: answered.key ?? newId(),
    regions: door.regions,
    phone: contact?.phone ?? undefined,
    zone,
    typed: answered.typed ?? {},
    errors: answered.errors ?? {},
  };
}

export type SeriesNewShown = Awaited<ReturnType<typeof pageOf>>;

const schema = z.object({
  ...asked,
  phone: optional(wish.phone),
  note: optional(wish.note),
  region: optional(wish.region),
  seen: seen.optional(),
  key: key.optional(),
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const door = await openDoor(context, params, new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) {
    const read = query.safeParse(form.typed);
    if (!read.success) throw redirect(href("/client/book/:therapist/:type", params), 303);
    return data(await pageOf(door, read.data, { typed: form.typed, errors: form.errors }), { status: 422 });
  }
  const { seen, key, ...said } = form.value;
  const { typed } = form;
  // Nothing was looked at yet: this is the form of the times, on its way to the dates.
  if (seen === undefined || key === undefined) return data(await pageOf(door, said, { typed }));

  const choices = choicesIn(typed, datesSeen(seen));
  const again = (errors: FieldErrors, status: number) =>
    pageOf(door, said, { choices, before: seen, typed, errors, key }).then((page) => data(page, { status }));
  const unsaid = door.regions.length > 0 && !said.region;
  if (unsaid) return again({ region: "Please choose where you’ll be at that time." }, 422);
  const wait = await countForAccount(context, door.email);
  if (wait) return again({ form: tooOften }, 429);

  const { ctx, name, email, zone, clientId } = door;
  const { region, phone, note } = said;
  const own = { clientId, name, email, phone, zone, note, region };
  const made = await makeSeries(ctx, { ...wishedOf(door, said, choices), ...own, key, seen });
  if (made.ok) throw redirect(`${href("/client/series/:id", made.value)}?news=booked`, 303);
  const told = await inWords(door, made.refusal, said);
  return again(told.errors, told.status);
}

const tooOften = "A lot of bookings came from you in a short time. Please wait a little and send it again.";

async function inWords(door: OwnDoor, refusal: MakeRefusal, { at, region }: z.infer<typeof schema>) {
  if (isNotMade(refusal)) {
    const status = refusal === "too_few_dates" ? 422 : 409;
    return { errors: { form: notMadeInWords[refusal] } as FieldErrors, status };
  }
  return refusalOf(door, { at, refusal, near: [], region });
}

function isNotMade(refusal: MakeRefusal): refusal is keyof typeof notMadeInWords {
  return Object.hasOwn(notMadeInWords, refusal);
}

export function meta() {
  return [{ title: "Your dates" }, { name: "robots", content: "noindex" }];
}

export default function SeriesNew({ loaderData, actionData }: Route.ComponentProps) {
  return <SeriesNewPage page={actionData ?? loaderData} />;
}
