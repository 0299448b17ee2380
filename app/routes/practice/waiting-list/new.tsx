import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { ownPractice } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { licensedRegions } from "#app/domain/therapists/queries.ts";
import { type AddRefusal, addToList } from "#app/domain/waiting/add-by-hand.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { regionsWith } from "#app/routes/book/slots.ts";
import { optional } from "#app/routes/form-fields.ts";
import { whoseOf } from "#app/routes/practice/whose.ts";
import { WhosePicker } from "#app/routes/practice/whose-picker.tsx";
import { WindowFields } from "#app/routes/waiting/window-fields.tsx";
import { windowFields, windowsTicked } from "#app/routes/waiting/windows.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/new";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  name: wish.name,
  email: wish.email,
  phone: optional(wish.phone),
  zone: wish.zone,
  region: optional(wish.region),
  ...windowFields,
});

async function deskOf(context: Readonly<RouterContextProvider>, request: Request) {
  const ctx = asMember(context, "diary.change");
  const { therapist, choices } = await whoseOf(ctx, "diary.change", new URL(request.url).searchParams);
  const call = (await offeredBy(ctx, therapist.id)).find(({ kind }) => kind === "discovery") ?? null;
  return { ctx, therapist, choices, call };
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, therapist, choices, call } = await deskOf(context, request);
  const { locale } = await ownPractice(ctx);
  const today = dayOf(therapist.zone, ctx.now());
  return {
    of: therapist.slug,
    firstName: therapist.firstName,
    choices,
    hasCall: call !== null,
    locale,
    zones: regionsWith(therapist.zone),
    zone: therapist.zone,
    regions: call?.place === "online" ? await licensedRegions(ctx, therapist.id, today) : [],
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx, therapist, call } = await deskOf(context, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { name, email, phone, zone, region } = form.value;
  const added = await addToList(ctx, {
    ...{ therapistId: therapist.id, typeSlug: call?.slug ?? "", name, email, phone, zone, region },
    windows: windowsTicked(form.value),
  });
  if (added.ok)
    throw redirect(`${href("/practice/waiting/:id", { id: added.value.waitId })}?news=added`, 303);
  if (added.refusal === "not_here") return orNotFound(null);
  const [field, words] = refusals[added.refusal];
  const errors: FieldErrors = { [field]: words };
  return data({ errors, typed: form.typed }, { status: added.refusal === "on_the_list" ? 409 : 422 });
}

const refusals: Record<Exclude<AddRefusal, "not_here">, [string, string]> = {
  not_offered: ["name", "There is no first call to wait for. Offer one under session types."],
  not_licensed_there: ["region", "Licences are by region, so this has to be one of the places listed."],
  on_the_list: ["email", "Somebody with that address is on the list already."],
};

export function meta() {
  return [{ title: "Add to the waiting list" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  const { typed = {}, errors = {} } = actionData ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const self = href("/practice/waiting/new");
  const { of } = page;
  return (
    <>
      <WorkHeading
        eyebrow="Waiting list"
        title="Add somebody"
        lede={
          <p>
            For a first call with {page.firstName}. They get a letter with a link of their own, and are asked
            in turn. Whoever has a booking and would like an earlier time asks for it on its page.
          </p>
        }
        actions={<WhosePicker choices={page.choices} current={of} action={self} />}
      />
      <form className="stack" method="post" noValidate action={`${self}?${new URLSearchParams({ of })}`}>
        <ErrorSummary problems={problems} title="Nobody was added" />
        <TextField name="name" label="Name" maxLength={120} value={typed.name} error={errors.name} />
        <TextField
          name="email"
          type="email"
          label="Email"
          inputMode="email"
          spellCheck={false}
          maxLength={254}
          value={typed.email}
          error={errors.email}
        />
        <TextField
          name="phone"
          type="tel"
          label="Phone"
          required={false}
          inputMode="tel"
          maxLength={40}
          value={typed.phone}
          error={errors.phone}
        />
        {page.regions.length > 0 && (
          <SelectField
            name="region"
            label="Where they’ll be"
            prompt="Choose where"
            options={page.regions.map((region) => ({ value: region, label: region }))}
            value={typed.region}
            error={errors.region}
          />
        )}
        <ZoneField
          name="zone"
          label="Their time zone"
          hint="Letters go between 8 in the morning and 8 in the evening there."
          regions={page.zones}
          value={typed.zone ?? page.zone}
          error={errors.zone}
        />
        <WindowFields typed={typed} locale={page.locale} />
        <div className="cluster">
          <Button busy="Adding…">Add to the list</Button>
          <ButtonLink kind="quiet" href={`${href("/practice/waiting")}?${new URLSearchParams({ of })}`}>
            Not now
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
