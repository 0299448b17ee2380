import { data, href, redirect } from "react-router";
import { z } from "zod";
import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { hasCodes } from "#app/domain/codes/queries.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { type FieldErrors, orNotFound, readForm, worldOf } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { refusalOf } from "#app/routes/book/refused.ts";
import { slotDays } from "#app/routes/book/slots.ts";
import { optional } from "#app/routes/form-fields.ts";
import { firstDay } from "#app/routes/moving.ts";
import { priceInWords } from "#app/routes/price-in-words.ts";
import { times } from "#app/routes/series/fields.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { newId } from "#app/values/ids.ts";
import { dayOf, zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/times";
import type { ClientHandle } from "./client.tsx";
import { type OwnDoor, ownDoor } from "./door.ts";
import { termsOf } from "./terms-of.ts";
import { type Answered, ShutPage, TimesPage } from "./times-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const door = await ownDoor(context, params, searchParams);
  if (door.shut !== null)
    return data({ isShut: true as const, ...(await shutPage(door, door.shut)) }, { status: 403 });
  return { isShut: false as const, ...(await timesPage(door, searchParams)) };
}

/** A locked door says nothing about the room: no time is looked at, no field is read. */
async function shutPage({ ctx, therapist, type, clientId }: OwnDoor, why: NonNullable<OwnDoor["shut"]>) {
  const call = (await offeredBy(ctx, therapist.id)).find(({ kind }) => kind === "discovery");
  const whose = clientId ? `?for=${clientId}` : "";
  return {
    why,
    type: type.name,
    firstName: therapist.firstName,
    callHref:
      call && href("/client/book/:therapist/:type", { therapist: therapist.slug, type: call.slug }) + whose,
  };
}

async function timesPage(door: OwnDoor, query: URLSearchParams) {
  const { ctx, site, therapist, type, zone, isKnown } = door;
  const from = firstDay(query.get("from"), dayOf(zone, ctx.now()));
  const clientId = door.asking.client?.clientId;
  const asked = { therapistId: therapist.id, typeSlug: type.slug, visitorZone: zone, isKnown, clientId };
  const found = orNotFound(await daysOfTimes(ctx, { ...asked, from: from.day, count: 7 }));
  const contact = await contactOfUser(ctx, ctx.actor.userId);
  return {
    therapist: { slug: therapist.slug, firstName: therapist.firstName },
    type: {
      slug: type.slug,
      name: type.name,
      minutes: type.minutes,
      isByPhone: type.place === "phone",
      isFirstCall: type.kind === "discovery",
      canRepeat: canRepeat(door),
      isAsked: type.needsApproval,
    },
    clientId: door.clientId,
    forWhom: door.clientId ? (door.asking.client?.name ?? null) : null,
    price: priceInWords(type, site),
    terms: termsOf(door),
    callAhead: door.callAhead && callShown(door.callAhead, door),
    regions: door.regions,
    phone: contact?.phone ?? undefined,
    zone: {
      name: zone,
      city: zoneCity(zone),
      isChosen: type.place !== "in_person",
      detect: !door.zoneIsKnown,
    },
    days: slotDays(found.days, { zone, locale: site.locale }),
    selected: query.get("at") ?? undefined,
    later: found.next,
    isLater: from.isLater,
    from: from.isLater ? from.day : undefined,
    takesCodes: type.price > 0 && (await hasCodes(ctx)),
    key: newId(),
  };
}

function callShown({ booking, appointment }: NonNullable<OwnDoor["callAhead"]>, { zone, site }: OwnDoor) {
  const startsAt = appointment.startsAt;
  const { when } = whenAndWhere(startsAt.getTime(), { zone, locale: site.locale });
  return { id: booking.id, startsAt: startsAt.toISOString(), when };
}

export type TimesShown = Awaited<ReturnType<typeof timesPage>>;
export type ShutShown = Awaited<ReturnType<typeof shutPage>>;

const schema = z.object({
  key: z.string().max(60).optional(),
  at: wish.startsAt,
  every: optional(z.string()),
  phone: optional(wish.phone),
  note: optional(wish.note),
  region: optional(wish.region),
  code: optional(wish.code),
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const door = await ownDoor(context, params, new URL(request.url).searchParams);
  if (door.shut !== null) return data(null, { status: 403 });
  const form = await readForm(request, schema);
  if (form.ok && form.value.every && canRepeat(door)) {
    const errors = howOftenWrong(form.typed.times) ?? notForSeries(form.value);
    if (errors) return data({ typed: form.typed, errors, nearest: null }, { status: 422 });
    throw redirect(datesOf(params, request.url, form.typed), 307);
  }
  const errors = { ...(form.ok ? {} : form.errors), ...unsaid(door, form.ok ? form.value : form.typed) };
  if (!form.ok || Object.keys(errors).length > 0)
    return data(
      { typed: form.ok ? textsOf(form.value) : form.typed, errors, nearest: null },
      { status: 422 },
    );
  const { key, at, every: _, ...said } = form.value;
  const typed = textsOf(form.value);
  const wait = await countForAccount(context, door.email);
  if (wait)
    return data(
      { typed, errors: { at: tooOften }, nearest: null },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );

  const { ctx, therapist, type, name, email, zone, clientId } = door;
  const asked = { therapistId: therapist.id, typeSlug: type.slug, clientId, startsAt: at };
  // Whether they are of age the practice knows better than a box could say: the domain looks.
  const reply = await askAndPay(ctx, worldOf(context), {
    call: "page",
    key,
    wish: { ...asked, ...said, name, email, zone, adult: true },
  });
  if (reply.ok) {
    const { id, status } = reply.value;
    if (reply.pay?.ok) throw redirect(reply.pay.value.url, 303);
    if (status === "held") throw redirect(href("/client/sessions/:id/payment", { id }), 303);
    const news = status === "requested" ? "asked" : "booked";
    throw redirect(`${href("/client/sessions/:id", { id })}?news=${news}`, 303);
  }
  if (reply.refusal === "over_limit" && door.callAhead)
    return data({ typed, errors: { at: oneCall(therapist.firstName) }, nearest: null }, { status: 422 });
  const { refusal, nearest: near } = reply;
  const gone = await refusalOf(door, { at, refusal, near, region: said.region });
  return data({ typed, errors: gone.errors, nearest: gone.nearest }, { status: gone.status });
}

/** What is wrong with how many times it comes; left empty, it is as often as usual. */
function howOftenWrong(typed = ""): FieldErrors | null {
  const read = typed.trim() === "" ? null : times.safeParse(typed);
  return read?.error ? { times: read.error.issues[0]?.message ?? "" } : null;
}

function notForSeries({ code }: { code?: string | undefined }): FieldErrors | null {
  return code ? { code: oneAtATime } : null;
}

const oneAtATime =
  "A code is for one session at a time. Book one with it first, or leave it out to book them all.";

/** What comes again: neither a first call, nor what is asked for each time. */
function canRepeat({ type }: Pick<OwnDoor, "type">): boolean {
  return type.kind !== "discovery" && !type.needsApproval;
}

/**
 * Where the dates of a series are looked at, with the rhythm in the address; the form goes along as it is, so that nothing
 * typed is lost.
 */
function datesOf(
  params: Route.ActionArgs["params"],
  url: string,
  { at = "", every = "", times = "" }: Record<string, string>,
): string {
  const query = new URLSearchParams([...new URL(url).searchParams, ...Object.entries({ at, every, times })]);
  return `${href("/client/book/:therapist/:type/series", params)}?${query}`;
}

const tooOften = "A lot of bookings came from you in a short time. Please wait a little and send it again.";

function oneCall(firstName: string): string {
  return `You have a first call with ${firstName} planned already. If another time suits you better, move that one.`;
}

/** What has to be said here and was left out, told together with whatever else is wrong. */
function unsaid({ regions }: OwnDoor, { region }: { region?: string | undefined }): FieldErrors {
  return regions.length > 0 && !region ? { region: "Please choose where you’ll be at that time." } : {};
}

/** What was typed, to be shown again. */
function textsOf({ at, key: _, ...said }: z.infer<typeof schema>): Record<string, string> {
  const texts = Object.entries(said).flatMap(([name, text]) => (text ? [[name, text]] : []));
  return { at: new Date(at).toISOString(), ...Object.fromEntries(texts) };
}

export function headers({ actionHeaders, parentHeaders }: Route.HeadersArgs) {
  const headers = new Headers(parentHeaders);
  const wait = actionHeaders.get("Retry-After");
  if (wait) headers.set("Retry-After", wait);
  return headers;
}

export function meta() {
  return [{ title: "Choose a time" }, { name: "robots", content: "noindex" }];
}

export default function Times({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.isShut) return <ShutPage page={loaderData} />;
  const answered: Answered = actionData ?? { typed: {}, errors: {}, nearest: null };
  return <TimesPage page={loaderData} {...answered} />;
}
