import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeDate, type DateRefusal } from "#app/domain/availability/change-date.ts";
import { datesAhead } from "#app/domain/availability/hours.ts";
import { overlapIn } from "#app/domain/availability/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { newsFor } from "#app/routes/news.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { RadioGroup, TextField } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import { dayOf, isDate, zoneCity } from "#app/values/zoned.ts";
import { keeping } from "../typed-fields.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/dates";
import { dateInWords, rangesInWords } from "./in-words.ts";
import { RangeRows } from "./range-rows.tsx";
import { asFields, readRanges } from "./typed-ranges.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "hours.change");
  const query = new URL(request.url).searchParams;
  const { therapist, choices } = await whoseOf(ctx, "hours.change", query);
  const { locale } = await ownPractice(ctx);
  const today = dayOf(therapist.zone, ctx.now());
  const dates = await datesAhead(ctx, therapist.id, today);
  const asked = query.get("date");
  const opened = dates.find(({ date }) => date === asked);
  const works = opened?.ranges.length === 0 ? "off" : "hours";
  return {
    therapist: { slug: therapist.slug, name: choices.length > 1 ? therapist.name : undefined },
    news: newsFor(query, said),
    today,
    dates: dates.map(({ date, zone, ranges }) => ({
      date,
      day: dateInWords(date, { locale, today }),
      words: rangesInWords(ranges, locale),
      where: zone === therapist.zone ? null : `${zoneCity(zone)} time`,
    })),
    opens: {
      zone: opened?.zone ?? therapist.zone,
      date: opened?.date ?? (asked && isDate(asked) ? asked : ""),
      ...(opened && { works, ...asFields(opened.ranges, "on") }),
    },
  };
}

const schema = z
  .object({
    date: z.string({ error: "Which date?" }).refine(isDate, "A date, like 2027-03-01."),
    works: z.enum(["hours", "off"], { error: "Other hours, or none at all?" }),
    zone: wish.zone,
  })
  .catchall(z.string())
  .transform((fields, context) => {
    const { date, works, zone } = fields;
    if (works === "off") return { date, zone, ranges: [] };
    const { ranges, errors } = readRanges(fields, "on");
    const overlap = overlapIn(ranges.map((range) => ({ ...range, weekday: 1 })));
    if (overlap !== null) errors[ranges[overlap]?.field ?? "works"] ??= saidKindly.overlapping.message;
    if (ranges.length === 0) errors["on-1-from"] ??= "From when to when? Or choose not to work that day.";
    for (const [field, message] of Object.entries(errors))
      context.addIssue({ code: "custom", path: [field], message });
    return { date, zone, ranges: ranges.map(({ field: _, ...range }) => range) };
  });

const saidKindly: Record<DateRefusal, { field: string; message: string }> = {
  overlapping: { field: "on-1-from", message: "These hours overlap others you gave." },
  past: { field: "date", message: "That date is over." },
  too_far: { field: "date", message: "That’s more than two years ahead. Please choose a nearer date." },
};

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  const form = await readForm(request, keeping(schema));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const changed = orNotFound(await changeDate(ctx, therapist.id, value));
  if (changed.ok)
    throw redirect(`${href("/practice/availability/dates")}?of=${therapist.slug}&news=saved`, 303);
  const { field, message } = saidKindly[changed.refusal];
  return data({ errors: { [field]: message }, typed }, { status: 422 });
}

const said = {
  saved: "Saved. People can book by it now.",
  restored: "That date follows the week again.",
};

export function meta() {
  return [{ title: "Dates worked otherwise" }, { name: "robots", content: "noindex" }];
}

export default function Dates({ loaderData: page, actionData }: Route.ComponentProps) {
  const { therapist, dates, opens, news } = page;
  const errors: Record<string, string> = actionData?.errors ?? {};
  const values: Record<string, string> = actionData?.typed ?? opens;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const self = `${href("/practice/availability/dates")}?of=${therapist.slug}`;
  return (
    <>
      <WorkHeading
        title="Dates worked otherwise"
        eyebrow={therapist.name}
        lede={<p>One date with other hours, or none. It takes the place of that day in the week.</p>}
        actions={
          <ButtonLink kind="quiet" href={`${href("/practice/availability")}?of=${therapist.slug}`}>
            Back to availability
          </ButtonLink>
        }
      />
      {news && !actionData && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      <div className="two-sides">
        <form className="stack" method="post" action={self} noValidate>
          <ErrorSummary problems={problems} />
          <TextField
            name="date"
            type="date"
            label="Date"
            min={page.today}
            value={values.date}
            error={errors.date}
          />
          <RadioGroup
            name="works"
            label="On that date"
            options={[
              { value: "hours", label: "Other hours" },
              { value: "off", label: "Not working" },
            ]}
            value={values.works ?? "hours"}
            error={errors.works}
          />
          <fieldset className="field wide">
            <legend>Other hours</legend>
            <p className="hint">Read only if you work that day.</p>
            <RangeRows prefix="on" day="that date" values={values} errors={errors} />
          </fieldset>
          <ZoneField
            name="zone"
            label="Read by the clock in"
            hint="Working from elsewhere that day? Choose the place."
            regions={regionsWith(values.zone && !errors.zone ? values.zone : opens.zone)}
            value={values.zone ?? opens.zone}
            error={errors.zone}
          />
          <Button busy="Saving…">Save this date</Button>
        </form>
        <DateList dates={dates} slug={therapist.slug} />
      </div>
    </>
  );
}

type DateListProps = { dates: Route.ComponentProps["loaderData"]["dates"]; slug: string };

function DateList({ dates, slug }: DateListProps) {
  const of = `?of=${slug}`;
  return (
    <Section title="Ahead">
      {dates.length === 0 && <p>Every date ahead follows the week.</p>}
      <Ledger
        rows={dates.map(({ date, day, words, where }) => ({
          title: day,
          href: `${href("/practice/availability/dates")}${of}&date=${date}`,
          text: [words, where].filter(Boolean).join(", "),
          aside: (
            <form method="post" action={`${href("/practice/availability/dates/:date", { date })}${of}`}>
              <Button kind="quiet" small busy="Restoring…">
                As the week says<span className="sr-only">: {day}</span>
              </Button>
            </form>
          ),
        }))}
      />
    </Section>
  );
}
