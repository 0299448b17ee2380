import { data, href, redirect } from "react-router";
import { z } from "zod";
import { keepContact } from "#app/domain/clients/keep-contact.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { allZones } from "#app/values/zoned.ts";
import type { Route } from "./+types/contact";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx, name, zone } = whoIsHere(context);
  const contact = await contactOfUser(ctx, ctx.actor.userId);
  return { name, phone: contact?.phone ?? "", zone: zone ?? "" };
}

const schema = z.object({
  name: wish.name,
  phone: wish.phone.optional(),
  zone: z.union([z.literal(""), wish.zone], { error: "We don’t know that time zone." }).optional(),
});

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { name, phone, zone } = form.value;
  await keepContact(ctx, { name, phone: phone || null, zone: zone || null });
  throw redirect(`${href("/client/account")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "How you’re called and reached" }, { name: "robots", content: "noindex" }];
}

export default function Contact({ loaderData: page, actionData }: Route.ComponentProps) {
  const { errors, typed } = actionData ?? { errors: {}, typed: {} };
  const shown: Record<string, string> = { ...page, ...typed };
  return (
    <form className="stack" method="post" action={href("/client/account/contact")} noValidate>
      <PageHeading knot title="How you’re called and reached" />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <TextField
        name="name"
        label="Name"
        hint="Whatever you like to be called."
        autoComplete="name"
        maxLength={120}
        value={shown.name}
        error={errors.name}
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        required={false}
        hint="For calls by phone, and when something changes at short notice."
        autoComplete="tel"
        inputMode="tel"
        maxLength={40}
        value={shown.phone}
        error={errors.phone}
      />
      <SelectField
        name="zone"
        label="Show times in"
        required={false}
        hint="Sessions in a room keep the clock of that room."
        prompt="The clock each session was booked by"
        options={zonesWith(page.zone).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        value={shown.zone}
        error={errors.zone}
      />
      <div className="cluster">
        <Button busy="Keeping…">Keep these</Button>
        <ButtonLink kind="quiet" href={href("/client/account")}>
          Leave them as they are
        </ButtonLink>
      </div>
    </form>
  );
}

/** Every zone, and the one that was chosen though it goes by an old name. */
function zonesWith(zone: string): string[] {
  const all = allZones();
  return zone === "" || all.includes(zone) ? all : [zone, ...all];
}
