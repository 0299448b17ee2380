import { data, href, redirect } from "react-router";
import { z } from "zod";
import { undoMinutes } from "#app/domain/bookings/rules.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { lookAhead } from "#app/domain/sick-days/look.ts";
import { fallIll } from "#app/domain/sick-days/press.ts";
import { longestDays } from "#app/domain/sick-days/rules.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { addDays, dayOf, zoneCity } from "#app/values/zoned.ts";
import { ownSentence } from "../bookings/typed-time.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/new";
import { type HoursAsked, hoursAsked, hoursInWords, readHours } from "./hours.ts";
import { NewPage } from "./new-page.tsx";
import { personInWords } from "./people.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const { searchParams } = new URL(request.url);
  const { therapist, choices } = await whoseOf(ctx, "diary.change", searchParams);
  const today = dayOf(therapist.zone, ctx.now());
  const looked = await look(ctx, therapist, hoursAsked(Object.fromEntries(searchParams)));
  const page = {
    of: therapist.slug,
    isOwn: therapist.id === ctx.actor.therapistId,
    firstName: therapist.firstName,
    choices,
    city: zoneCity(therapist.zone),
    today,
    last: addDays(today, longestDays),
    longestDays,
    undoMinutes,
    ...looked,
  };
  return data(page, { status: looked.touched ? 200 : 422 });
}

export type Page = Route.ComponentProps["loaderData"];

/** Who would be touched by the hours asked for, in words; or what is wrong with the hours. */
async function look(ctx: MemberCtx, therapist: Therapist, asked: HoursAsked) {
  const now = ctx.now().getTime();
  const read = readHours(asked, { zone: therapist.zone, now });
  if (!read.ok) return { asked, errors: read.errors, touched: null };
  const { people, seen } = await lookAhead(ctx, therapist.id, read.hours);
  const { locale } = await ownPractice(ctx);
  const clock = { zone: therapist.zone, locale, today: dayOf(therapist.zone, now) };
  const span = { startsAt: new Date(read.hours.from), endsAt: new Date(read.hours.until) };
  return {
    asked,
    errors: {} as FieldErrors,
    touched: {
      seen,
      hours: hoursInWords(span, clock),
      people: people.map((one) => personInWords(one, clock)),
    },
  };
}

const schema = z.object({
  until: z.string().max(10),
  time: z.string().max(10).default(""),
  date: z.string().max(10).default(""),
  seen: z.string().max(60),
  message: ownSentence,
});

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { therapist } = await whoseOf(ctx, "diary.change", new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  const asked = hoursAsked(form.ok ? form.value : form.typed);
  const message = (form.ok ? form.value.message : form.typed.message) ?? "";
  if (!form.ok)
    return data({ ...(await look(ctx, therapist, asked)), form: form.errors, message }, { status: 422 });
  const read = readHours(asked, { zone: therapist.zone, now: ctx.now().getTime() });
  if (!read.ok) return data({ ...(await look(ctx, therapist, asked)), form: {}, message }, { status: 422 });

  const press = { until: read.until, seen: form.value.seen, message: form.value.message };
  const pressed = orNotFound(await fallIll(ctx, therapist.id, press));
  if (pressed.ok)
    throw redirect(`${href("/practice/sick-days/:id", { id: pressed.value.sickDayId })}?news=pressed`, 303);
  const isChanged = pressed.refusal === "changed_meanwhile";
  const errors: FieldErrors = isChanged ? { form: changedMeanwhile } : {};
  return data(
    { ...(await look(ctx, therapist, asked)), form: errors, message },
    { status: isChanged ? 409 : 422 },
  );
}

const changedMeanwhile =
  "Somebody booked, moved or cancelled while you were reading. This is who is touched now; nothing has happened yet.";

export function meta() {
  return [{ title: "I’m ill today" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  const { form = {}, message = "", ...looked }: Partial<NonNullable<typeof actionData>> = actionData ?? {};
  return <NewPage page={{ ...page, ...looked }} form={form} message={message} />;
}
