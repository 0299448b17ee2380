import { data, href, redirect } from "react-router";
import { z } from "zod";
import { blockTime } from "#app/domain/availability/block-time.ts";
import { blockedSpan } from "#app/domain/availability/rules.ts";
import { type Appointment, appointmentsBetween } from "#app/domain/bookings/appointments-between.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { timeOnALine } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { shortName } from "#app/values/short-name.ts";
import { isOneLine } from "#app/values/words.ts";
import { dayOf, isDate, zoneCity } from "#app/values/zoned.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/block";
import type { Clock } from "./happenings.ts";
import { calendarAt, isNear } from "./views.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const query = new URL(request.url).searchParams;
  const { therapist } = await whoseOf(ctx, "diary.change", query);
  const asked = query.get("date");
  const date = asked && isNear(asked) ? asked : dayOf(therapist.zone, ctx.now());
  const isOwn = ctx.actor.therapistId === therapist.id;
  return {
    date,
    isOwn,
    name: isOwn ? null : therapist.name,
    city: zoneCity(therapist.zone),
    self: `${href("/practice/calendar/block")}?${new URLSearchParams({ of: therapist.slug })}`,
    back: calendarAt({ view: "week", date, of: query.get("of") }),
  };
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Please give a time, like 13:00.");

const schema = z
  .object({
    date: z.string().refine((date) => isDate(date) && isNear(date), "Please choose a day."),
    whole: z.literal("yes").optional(),
    from: time.or(z.literal("")).optional(),
    to: time.or(z.literal("")).optional(),
    label: z
      .string()
      .trim()
      .max(80, "That is longer than 80 characters.")
      .refine(isOneLine, "Please keep it on one line.")
      .optional(),
    knowingly: z.literal("yes").optional(),
  })
  .superRefine(({ whole, from, to }, ctx) => {
    if (whole) return;
    for (const [path, value] of Object.entries({ from, to }))
      if (!value)
        ctx.addIssue({ code: "custom", path: [path], message: "Please give a time, or the whole day." });
  });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const query = new URL(request.url).searchParams;
  const { therapist } = await whoseOf(ctx, "diary.change", query);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed, standing: [] }, { status: 422 });
  const { date, whole, from, to, label, knowingly } = form.value;
  const typed: Record<string, string | undefined> = { date, whole, from, to, label };

  const span = blockedSpan(whole ? { date } : { date, from, to }, therapist.zone);
  if (!span) {
    const errors = { to: "This is before it starts. To block past midnight, block the next day too." };
    return data({ errors, typed, standing: [] }, { status: 422 });
  }
  const standing = await appointmentsBetween(ctx, { therapistId: therapist.id, ...span });
  if (standing.length > 0 && !knowingly) {
    const { locale } = await ownPractice(ctx);
    const said = standing.map((one) => inWords(one, { zone: therapist.zone, locale }));
    return data({ errors: {}, typed, standing: said }, { status: 409 });
  }
  const block = { startsAt: new Date(span.from), endsAt: new Date(span.until), label };
  orNotFound(await blockTime(ctx, therapist.id, block));
  throw redirect(calendarAt({ view: "week", date, of: query.get("of") }), 303);
}

function inWords({ startsAt, seats, typeName }: Appointment, clock: Clock) {
  const [seat] = seats;
  return {
    at: startsAt.toISOString(),
    time: timeOnALine(startsAt.getTime(), clock),
    who: seats.length === 1 && seat ? shortName(seat.clientName) : typeName,
  };
}

export function meta() {
  return [{ title: "Block time" }, { name: "robots", content: "noindex" }];
}

export default function Block({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const typed: Record<string, string | undefined> = actionData?.typed ?? {};
  const standing = actionData?.standing ?? [];
  return (
    <>
      <WorkHeading
        title="Block time"
        eyebrow={page.name ?? undefined}
        lede={<p>Nothing is offered in it. What is booked already stays. Times in {page.city}.</p>}
      />
      <form className="stack" method="post" action={page.self} noValidate>
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        {standing.length > 0 && <Standing sessions={standing} />}
        <TextField name="date" label="Day" type="date" value={typed.date ?? page.date} error={errors.date} />
        <div className="times">
          <TextField name="from" label="From" type="time" value={typed.from} error={errors.from} />
          <TextField name="to" label="To" type="time" value={typed.to} error={errors.to} />
        </div>
        <CheckboxField
          name="whole"
          label="The whole day, whatever the times say"
          required={false}
          checked={typed.whole === "yes"}
        />
        {page.isOwn && (
          <TextField
            name="label"
            label="Your own word for it"
            hint="Only you see it."
            required={false}
            maxLength={80}
            autoComplete="off"
            value={typed.label}
            error={errors.label}
          />
        )}
        <div className="cluster">
          <Button busy="Blocking…">Block this time</Button>
          <ButtonLink kind="quiet" href={page.back}>
            Leave it open
          </ButtonLink>
        </div>
      </form>
    </>
  );
}

/** What is booked in the time asked for, before it is blocked all the same. */
function Standing({ sessions }: { sessions: readonly { at: string; time: string; who: string }[] }) {
  return (
    <Notice flash>
      <p>This is booked in it, and it stays booked until you move or cancel it:</p>
      <ul>
        {sessions.map(({ at, time, who }) => (
          <li key={`${at}${who}`}>
            <Time at={at}>{time}</Time> {who}
          </li>
        ))}
      </ul>
      <CheckboxField name="knowingly" label="Block it anyway" />
    </Notice>
  );
}
