import { RangeRows } from "#app/routes/practice/availability/range-rows.tsx";
import { formatWeekday, zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/hours";
import { read } from "./answers.ts";
import { guessOf } from "./door.ts";
import { prefixOf, weekdays } from "./schemas.ts";
import { keepStep, stepPage } from "./step.ts";
import { type Fields, StepForm } from "./step-form.tsx";

export async function loader(asked: Route.LoaderArgs) {
  const { values, setup } = await stepPage(asked, "hours");
  const { practice } = read(setup, guessOf(asked.context));
  return {
    values,
    city: practice && zoneCity(practice.zone),
    days: weekdays.map((weekday) => ({
      prefix: prefixOf(weekday),
      day: formatWeekday(weekday, { locale: practice?.locale ?? "en-GB" }),
    })),
  };
}

export function action(asked: Route.ActionArgs) {
  return keepStep(asked, "hours");
}

export function meta() {
  return [{ title: "Hours · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Hours({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Fields = actionData?.errors ?? {};
  const values: Fields = actionData?.typed ?? page.values;
  return (
    <StepForm
      step="hours"
      title="When you work"
      lede={`When sessions may take place, week after week${page.city ? `, by the clock in ${page.city}` : ""}. Leave a day empty to be off. Holidays and single dates come later.`}
      errors={errors}
    >
      <div className="week-hours">
        {page.days.map(({ prefix, day }) => (
          <fieldset key={prefix}>
            <legend>{day}</legend>
            <RangeRows prefix={prefix} day={day} values={values} errors={errors} />
          </fieldset>
        ))}
      </div>
    </StepForm>
  );
}
