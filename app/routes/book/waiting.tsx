import { data, href, redirect } from "react-router";
import { z } from "zod";
import * as wish from "#app/domain/reception/wish.ts";
import { frameOf } from "#app/domain/site/queries.ts";
import { licensedRegions } from "#app/domain/therapists/queries.ts";
import { type JoinRefusal, joinFull } from "#app/domain/waiting/join-full.ts";
import { type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { openNow } from "#app/routes/waiting/open-now.ts";
import { windowFields, windowsTicked } from "#app/routes/waiting/windows.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/waiting";
import { type Door, doorOf } from "./door.ts";
import { adultsOnly } from "./refusals.ts";
import { regionsWith } from "./slots.ts";
import { WaitingPage } from "./waiting-page.tsx";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({
  name: wish.name,
  email: wish.email,
  phone: optional(wish.phone),
  zone: wish.zone,
  adult: tick,
  region: optional(wish.region),
  ...windowFields,
});

/** The door of a first call; there is no line for anything else. */
async function callDoor(...asked: Parameters<typeof doorOf>): Promise<Door> {
  const door = await doorOf(...asked);
  return orNotFound(door.type.kind === "discovery" ? door : null);
}

/** Which first call an address names, where it names one; the next address says so too. */
function whichCall(query: URLSearchParams): string {
  const type = query.get("type");
  return type ? `?${new URLSearchParams({ type })}` : "";
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { ctx, site, therapist, type, zone } = await callDoor(context, params.therapist, searchParams);
  const day = searchParams.get("day") ?? "";
  return {
    frame: frameOf(site, therapist.slug),
    action: href("/book/:therapist/waiting", params) + whichCall(searchParams),
    therapist: { slug: therapist.slug, firstName: therapist.firstName, name: therapist.name },
    type: { minutes: type.minutes, place: type.place, ageFrom: type.ageFrom },
    regions:
      type.place === "online"
        ? await licensedRegions(ctx, therapist.id, dayOf(therapist.zone, ctx.now()))
        : [],
    locale: site.locale,
    zones: regionsWith(zone),
    typed: { zone, ...(/^[1-7]$/.test(day) && { [`day-${day}`]: "yes" }) } as Record<string, string>,
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { searchParams } = new URL(request.url);
  const { ctx, therapist, type } = await callDoor(context, params.therapist, searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const wait = await countForAccount(context, form.value.email);
  if (wait)
    return data(
      { errors: { email: tooOften } as FieldErrors, typed: form.typed },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );
  const { name, email, phone, zone, adult, region } = form.value;
  const joined = await joinFull(ctx, {
    ...{ therapistId: therapist.id, typeSlug: type.slug, name, email, phone, zone, adult, region },
    windows: windowsTicked(form.value),
  });
  if (joined.ok)
    throw redirect(href("/book/:therapist/waiting/asked", params) + whichCall(searchParams), 303);
  if (joined.refusal === "not_offered") return orNotFound(null);
  const [field, words] = refusals[joined.refusal];
  const errors: FieldErrors = { [field]: words };
  return data({ errors, typed: form.typed }, { status: joined.refusal === "open_now" ? 409 : 422 });
}

const tooOften =
  "A lot came for this address in a short time. Please wait a little and send it again; your details are still here.";

const refusals: Record<Exclude<JoinRefusal, "not_offered">, [string, string]> = {
  adults_only: ["adult", adultsOnly],
  not_licensed_there: ["region", "Licences are by region, so this has to be one of the places listed."],
  phone_needed: ["phone", "A number, because the call is by phone."],
  open_now: ["day-1", openNow.full],
};

export function meta({ loaderData: page }: Route.MetaArgs) {
  const title = page
    ? pageTitle(`Wait for a call with ${page.therapist.name}`, page.frame.name)
    : "Waiting list";
  return [{ title }, { name: "robots", content: "noindex" }];
}

export function headers({ actionHeaders }: Route.HeadersArgs) {
  const wait = actionHeaders.get("Retry-After");
  return wait ? { "Retry-After": wait } : {};
}

export default function Waiting({ loaderData: page, actionData }: Route.ComponentProps) {
  const { typed = page.typed, errors = {} } = actionData ?? {};
  return <WaitingPage page={page} typed={typed} errors={errors} />;
}
