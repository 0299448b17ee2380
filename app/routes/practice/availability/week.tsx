import { data, href, redirect } from "react-router";
import { z } from "zod";
import { byWeekday, weekOf } from "#app/domain/availability/hours.ts";
import { overlapIn } from "#app/domain/availability/rules.ts";
import { setWeek, type WeekRefusal } from "#app/domain/availability/set-week.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import { formatWeekday } from "#app/values/zoned.ts";
import { keeping } from "../typed-fields.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/week";
import { rangesInWords } from "./in-words.ts";
import { RangeRows } from "./range-rows.tsx";
import { asFields, readRanges } from "./typed-ranges.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist, choices } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const { locale } = await ownPractice(ctx);
  const { hours, mark } = await weekOf(ctx, therapist.id);
  const days = byWeekday(hours).map((ranges, index) => ({
    prefix: prefixOf(index + 1),
    day: formatWeekday(index + 1, { locale }),
    words: rangesInWords(ranges, locale),
    fields: asFields(ranges, prefixOf(index + 1)),
  }));
  return {
    therapist: { slug: therapist.slug, name: choices.length > 1 ? therapist.name : undefined },
    days,
    mark,
    zone: hours[0]?.zone ?? therapist.zone,
    hasSeveralZones: new Set(hours.map(({ zone }) => zone)).size > 1,
  };
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

function prefixOf(weekday: number): string {
  return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday - 1] ?? "";
}

const schema = z
  .object({ zone: wish.zone, mark: z.string().max(60) })
  .catchall(z.string())
  .transform((fields, context) => {
    const read = weekdays.map((weekday) => ({ weekday, ...readRanges(fields, prefixOf(weekday)) }));
    const ranges = read.flatMap(({ weekday, ranges }) => ranges.map((range) => ({ weekday, ...range })));
    const errors = Object.assign({}, ...read.map((day) => day.errors));
    const overlap = overlapIn(ranges);
    if (overlap !== null) errors[ranges[overlap]?.field ?? "form"] ??= overlapping;
    for (const [field, message] of Object.entries<string>(errors))
      context.addIssue({ code: "custom", path: [field], message: `${dayOfField(field)}: ${message}` });
    return { zone: fields.zone, mark: fields.mark, ranges: ranges.map(({ field: _, ...range }) => range) };
  });

/** The day a field belongs to, so that its complaint makes sense above the form too. */
function dayOfField(field: string): string {
  return formatWeekday(weekdays.find((weekday) => field.startsWith(prefixOf(weekday))) ?? 1, {
    locale: "en",
  });
}

const overlapping = "These hours overlap others you gave.";

const saidKindly: Record<WeekRefusal, { status: number; message: string }> = {
  overlapping: { status: 422, message: overlapping },
  changed_meanwhile: {
    status: 409,
    message:
      "These hours were changed in the meantime, in another window or by somebody else. What you typed is still here. Save again to put it in place of what stands now.",
  },
};

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const form = await readForm(request, keeping(schema));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed, isStale: false }, { status: 422 });
  const { value, typed } = form.value;
  const set = orNotFound(await setWeek(ctx, { therapistId: therapist.id, ...value }));
  if (set.ok) throw redirect(`${href("/practice/availability")}?of=${therapist.slug}&news=week`, 303);
  const { status, message } = saidKindly[set.refusal];
  return data({ errors: { form: message }, typed, isStale: status === 409 }, { status });
}

export function meta() {
  return [{ title: "Change the week" }, { name: "robots", content: "noindex" }];
}

export default function Week({ loaderData: page, actionData }: Route.ComponentProps) {
  const { therapist, days, zone } = page;
  const errors: Record<string, string> = actionData?.errors ?? {};
  const typed: Record<string, string> | undefined = actionData?.typed;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title="The week"
        eyebrow={therapist.name}
        lede={
          <p>
            When sessions may take place, week after week. Leave a day empty to be off; an end before its
            beginning runs through midnight. What is booked already stays.
          </p>
        }
      />
      <form
        className="stack"
        method="post"
        action={`${href("/practice/availability/week")}?of=${therapist.slug}`}
        noValidate
      >
        <ErrorSummary problems={problems} title={actionData?.isStale ? "Not saved yet" : undefined} />
        {actionData?.isStale && (
          <Notice>
            <p>What stands now:</p>
            <Facts facts={days.map(({ day, words }) => ({ term: day, value: words }))} />
          </Notice>
        )}
        <HiddenFields values={{ mark: page.mark }} />
        <ZoneField
          name="zone"
          label="Read by the clock in"
          hint={
            page.hasSeveralZones
              ? "These hours have been in several zones; saved here, they share one."
              : undefined
          }
          regions={regionsWith(typed?.zone && !errors.zone ? typed.zone : zone)}
          value={typed?.zone ?? zone}
          error={errors.zone}
        />
        <div className="week-hours" id="form">
          {days.map(({ prefix, day, fields }) => (
            <fieldset key={prefix}>
              <legend>{day}</legend>
              <RangeRows prefix={prefix} day={day} values={typed ?? fields} errors={errors} />
            </fieldset>
          ))}
        </div>
        <div className="cluster">
          <Button busy="Saving…">Save the week</Button>
          <ButtonLink kind="quiet" href={`${href("/practice/availability")}?of=${therapist.slug}`}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
