import { data, href, redirect } from "react-router";
import { z } from "zod";
import { isTimeOpen } from "#app/domain/availability/is-time-open.ts";
import { requestEnds } from "#app/domain/bookings/rules.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { frameOf } from "#app/domain/site/queries.ts";
import { licensedRegions } from "#app/domain/therapists/queries.ts";
import { type FieldErrors, readForm, worldOf } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { newId } from "#app/values/ids.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/details";
import { DetailsPage } from "./details-page.tsx";
import { type Door, doorOf, entranceOf } from "./door.ts";
import { Locked } from "./locked.tsx";
import { adultsOnly } from "./refusals.ts";
import { refusalOf } from "./refused.ts";
import { cameBy } from "./source.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({
  key: z.string().max(60).optional(),
  at: wish.startsAt,
  name: wish.name,
  email: wish.email,
  phone: optional(wish.phone),
  note: optional(wish.note),
  adult: tick,
  region: optional(wish.region),
  code: optional(wish.code),
  source: optional(
    z
      .string()
      .trim()
      .max(40)
      .refine((text) => /^[\w ]*$/.test(text)),
  ),
  via: optional(
    z
      .string()
      .max(100)
      .refine((text) => /^[\w./:@-]*$/.test(text)),
  ),
});

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const door = await doorOf(context, params.therapist, searchParams);
  if ((await entranceOf(door, searchParams)) === "shut") return locked(door);
  const at = wish.startsAt.safeParse(searchParams.get("at"));
  if (!at.success) throw redirect(`${href("/book/:therapist", params)}?${onlyKnown(searchParams)}`);

  const isOpen = await isTimeOpen(door.ctx, {
    therapistId: door.therapist.id,
    typeSlug: door.type.slug,
    startsAt: at.data,
  });
  const page = await pageOf(door, at.data, cameBy(request));
  if (isOpen) return { isLocked: false as const, ...page, errors: {} as FieldErrors, nearest: null };
  const gone = await refusalOf(door, { at: at.data, refusal: "slot_taken" });
  return data(
    { isLocked: false as const, ...page, errors: gone.errors, nearest: gone.nearest },
    { status: gone.status },
  );
}

/** A locked door says nothing about the room: no time is looked at, no field is read. */
function locked({ site, therapist }: Door) {
  const page = {
    isLocked: true as const,
    frame: frameOf(site, therapist.slug),
    therapist: { slug: therapist.slug },
  };
  return data(page, { status: 403 });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { searchParams } = new URL(request.url);
  const door = await doorOf(context, params.therapist, searchParams);
  if ((await entranceOf(door, searchParams)) === "shut") return data(null, { status: 403 });
  const form = await readForm(request, schema);
  const typed = form.ok ? onlyTexts(form.value) : form.typed;
  const errors = { ...(form.ok ? {} : form.errors), ...(await unsaid(door, typed)) };
  if (!form.ok || Object.keys(errors).length > 0)
    return data({ typed, errors, nearest: null }, { status: 422 });
  const { key, at, via, ...said } = form.value;
  const wait = await countForAccount(context, said.email);
  if (wait)
    return data(
      { typed, errors: { email: tooOften }, nearest: null },
      { status: 429, headers: retryAfter(wait) },
    );

  const reply = await askAndPay(door.ctx, worldOf(context), {
    call: "page",
    key,
    wish: {
      ...said,
      therapistId: door.therapist.id,
      typeSlug: door.type.slug,
      startsAt: at,
      zone: door.zone,
      sourceAddress: via,
    },
  });
  if (reply.ok) {
    const { status, token } = reply.value;
    const page =
      status === "held" ? href("/book/pay/:token", { token }) : href("/book/done/:token", { token });
    throw redirect(reply.pay?.ok ? reply.pay.value.url : page, 303);
  }
  const { refusal, nearest: near } = reply;
  const gone = await refusalOf(door, { at, refusal, near, region: said.region });
  return data({ typed, errors: gone.errors, nearest: gone.nearest }, { status: gone.status });
}

const tooOften =
  "A lot of bookings came for this address in a short time. Please wait a little and send it again; your details are still here.";

function retryAfter(seconds: number) {
  return { "Retry-After": String(seconds) };
}

function onlyTexts({ adult, ...fields }: z.infer<typeof schema>): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return { ...Object.fromEntries(texts), adult: adult ? "yes" : "" };
}

/** What has to be said here and was left out, told together with whatever else is wrong instead of after it. */
async function unsaid({ ctx, therapist, type }: Door, typed: Record<string, string>): Promise<FieldErrors> {
  const regions =
    type.place === "online" ? await licensedRegions(ctx, therapist.id, dayOf(therapist.zone, ctx.now())) : [];
  return {
    ...(regions.length > 0 && !typed.region && { region: "Please choose where you’ll be at that time." }),
    ...(type.ageFrom >= 18 && typed.adult !== "yes" && { adult: adultsOnly }),
  };
}

function onlyKnown(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => name === "type" || name === "tz"));
}

async function pageOf({ ctx, site, therapist, type, zone }: Door, at: number, via: string | undefined) {
  const clock = { zone, locale: site.locale };
  return {
    frame: frameOf(site, therapist.slug),
    therapist: { slug: therapist.slug, firstName: therapist.firstName },
    type: {
      slug: type.slug,
      minutes: type.minutes,
      place: type.place,
      ageFrom: type.ageFrom,
      isFirstCall: type.kind === "discovery",
      isAsked: type.needsApproval,
    },
    waitsUntil: whenAndWhere(requestEnds({ startsAt: at, notice: type.notice }, ctx.now().getTime()), clock)
      .when,
    price:
      type.price === 0 ? null : formatMoney({ amount: type.price, currency: site.currency }, site.locale),
    termsWindow: type.termsWindow,
    regions:
      type.place === "online"
        ? await licensedRegions(ctx, therapist.id, dayOf(therapist.zone, ctx.now()))
        : [],
    at: { value: new Date(at).toISOString(), ...whenAndWhere(at, clock) },
    zone,
    key: newId(),
    via,
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  const title = page ? pageTitle("Your details", page.frame.name) : "Your details";
  return [{ title }, { name: "robots", content: "noindex" }];
}

export function headers({ actionHeaders }: Route.HeadersArgs) {
  const wait = actionHeaders.get("Retry-After");
  return wait ? { "Retry-After": wait } : {};
}

export default function Details({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.isLocked) {
    return (
      <Site frame={loaderData.frame} canLeave>
        <div className="stack">
          <Locked therapist={loaderData.therapist} />
        </div>
      </Site>
    );
  }
  const answered = actionData ?? { typed: {}, errors: loaderData.errors, nearest: loaderData.nearest };
  return <DetailsPage page={loaderData} {...answered} />;
}
