import { data, href, redirect } from "react-router";
import { z } from "zod";
import { type AbsenceRefusal, planAbsence } from "#app/domain/availability/plan-absence.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { DAY, dayNumber, dayOf, isDate, MINUTE, toInstant, zoneCity } from "#app/values/zoned.ts";
import { keeping } from "../typed-fields.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/away";
import { howMany, SessionList } from "./session-list.tsx";
import { type Session, sessionOf, sessionsAhead, standingOf } from "./standing.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist, choices } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const { locale } = await ownPractice(ctx);
  const { away } = await standingOf(ctx, therapist, locale);
  return {
    therapist: { slug: therapist.slug, name: choices.length > 1 ? therapist.name : undefined },
    city: zoneCity(therapist.zone),
    today: dayOf(therapist.zone, ctx.now()),
    away,
  };
}

const date = z
  .string({ error: "Which date?" })
  .refine(isDate, "A date, like 2027-03-01.")
  .refine((text) => text > "2000" && text < "2100", "That date is out of reach.");

/** Minutes since midnight, or null where the whole day is meant. */
const time = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, "A time reads like 09:30.")
  .default("")
  .transform((text) => (text ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) : null));

const schema = z.object({
  from: date,
  fromTime: time,
  until: date,
  untilTime: time,
  /** How many sessions were shown to be in it. */
  knows: z.string().max(10).optional(),
});

const saidKindly: Record<AbsenceRefusal, { field: string; message: string }> = {
  ends_before_it_starts: { field: "until", message: "It ends before it begins. Which of the two is right?" },
  over_already: { field: "until", message: "That time is over already." },
  too_far: { field: "until", message: "That’s more than two years ahead. Please choose a nearer date." },
};

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const form = await readForm(request, keeping(schema));
  if (!form.ok) return data(answer(form.typed, form.errors), { status: 422 });
  const { value, typed } = form.value;
  const span = spanOf(value, therapist.zone);
  const { locale } = await ownPractice(ctx);

  const ahead = await sessionsAhead(ctx, therapist.id, span.endsAt);
  const within = ahead.filter(({ startsAt, endsAt }) => startsAt < span.endsAt && endsAt > span.startsAt);
  if (within.length > 0 && span.startsAt < span.endsAt && value.knows !== String(within.length)) {
    const sessions = within.map((line) => sessionOf(line, { zone: therapist.zone, locale }));
    return data({ ...answer(typed, {}), sessions }, { status: 409 });
  }
  const planned = orNotFound(await planAbsence(ctx, therapist.id, span));
  if (planned.ok) throw redirect(`${href("/practice/availability")}?of=${therapist.slug}&news=away`, 303);
  const { field, message } = saidKindly[planned.refusal];
  return data(answer(typed, { [field]: message }), { status: 422 });
}

type Typed = z.infer<typeof schema>;

/** A day without a time is meant whole: from its first moment, or through its last. */
function spanOf({ from, fromTime, until, untilTime }: Typed, zone: string) {
  const starts = dayNumber(from) * DAY + (fromTime ?? 0) * MINUTE;
  const ends = dayNumber(until) * DAY + (untilTime ?? 1440) * MINUTE;
  return { startsAt: new Date(toInstant(zone, starts)), endsAt: new Date(toInstant(zone, ends)) };
}

function answer(typed: Record<string, string>, errors: Record<string, string>) {
  return { typed, errors, sessions: [] as Session[] };
}

export function meta() {
  return [{ title: "Time away" }, { name: "robots", content: "noindex" }];
}

export default function Away({ loaderData: page, actionData }: Route.ComponentProps) {
  const { therapist, city } = page;
  const { typed = {}, errors = {}, sessions = [] }: Partial<ReturnType<typeof answer>> = actionData ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title="Time away"
        eyebrow={therapist.name}
        lede={
          <p>Holidays and other absences. Nothing can be booked in them; what is booked already stays.</p>
        }
        actions={
          <ButtonLink kind="quiet" href={`${href("/practice/availability")}?of=${therapist.slug}`}>
            Back to availability
          </ButtonLink>
        }
      />
      <div className="two-sides">
        <form
          className="stack"
          method="post"
          action={`${href("/practice/availability/away")}?of=${therapist.slug}`}
          noValidate
        >
          <ErrorSummary problems={problems} />
          {sessions.length > 0 && (
            <Notice>
              <p>
                Not planned yet: {howMany(sessions)} {sessions.length === 1 ? "lies" : "lie"} in it, and would
                stay. Move or cancel what you can’t keep.
              </p>
              <SessionList sessions={sessions} />
            </Notice>
          )}
          <HiddenFields values={{ knows: sessions.length > 0 ? String(sessions.length) : undefined }} />
          <Moment
            name="from"
            label="From"
            hint="Leave the time empty to be away from the beginning of that day."
            min={page.today}
            typed={typed}
            errors={errors}
          />
          <Moment
            name="until"
            label="Until"
            hint={`Leave the time empty to be away through the end of that day. Times are those of ${city}.`}
            min={page.today}
            typed={typed}
            errors={errors}
          />
          <Button busy="Planning…">
            {sessions.length > 0 ? "Plan it all the same" : "Plan this time away"}
          </Button>
        </form>
        <Planned away={page.away} />
      </div>
    </>
  );
}

type MomentProps = {
  name: "from" | "until";
  label: string;
  hint: string;
  min: string;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** A date, and a time of it for whoever does not mean the whole day. */
function Moment({ name, label, hint, min, typed, errors }: MomentProps) {
  const time = `${name}Time`;
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <p className="hint">{hint}</p>
      <div className="side-by-side">
        <TextField name={name} type="date" label="Date" min={min} value={typed[name]} error={errors[name]} />
        <TextField
          name={time}
          type="time"
          label="Time"
          required={false}
          value={typed[time]}
          error={errors[time]}
        />
      </div>
    </fieldset>
  );
}

function Planned({ away }: { away: Route.ComponentProps["loaderData"]["away"] }) {
  return (
    <Section title="Planned">
      {away.length === 0 && <p>No time away is planned.</p>}
      <Ledger
        rows={away.map(({ id, words, sessions }) => ({
          title: words,
          text: sessions.length > 0 ? "" : "Nothing is booked in it.",
          aside: (
            <form method="post" action={href("/practice/availability/away/:id", { id })}>
              <Button kind="quiet" small busy="Calling it off…">
                Call off<span className="sr-only">: {words}</span>
              </Button>
            </form>
          ),
        }))}
      />
      {away.some(({ sessions }) => sessions.length > 0) && (
        <>
          <h3>Still booked in these times</h3>
          <SessionList sessions={away.flatMap(({ sessions }) => sessions)} />
        </>
      )}
    </Section>
  );
}
