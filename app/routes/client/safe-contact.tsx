import { data, href, redirect } from "react-router";
import { z } from "zod";
import { keepSafeContact } from "#app/domain/clients/keep-contact.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { readForm } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { isOneLine } from "#app/values/words.ts";
import type { Route } from "./+types/safe-contact";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx } = whoIsHere(context);
  const contact = await contactOfUser(ctx, ctx.actor.userId);
  return {
    mayEmail: contact?.mayEmail ?? true,
    mayCall: contact?.mayCall ?? true,
    mayLeaveMessage: contact?.mayLeaveMessage ?? true,
    isDiscreet: contact?.isDiscreet ?? false,
    calendarWords: contact?.calendarWords ?? "",
  };
}

const schema = z.object({
  mayEmail: tick,
  mayCall: tick,
  mayLeaveMessage: tick,
  isDiscreet: tick,
  calendarWords: z
    .string()
    .trim()
    .max(60, "That’s long for a calendar. 60 letters at most.")
    .refine(isOneLine, "Please use plain letters, without control characters.")
    .optional(),
});

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { calendarWords, ...safe } = form.value;
  await keepSafeContact(ctx, { ...safe, calendarWords: calendarWords || null });
  throw redirect(`${href("/client/account")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "Reaching you safely" }, { name: "robots", content: "noindex" }];
}

export default function SafeContact({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? {};
  const typed = actionData?.typed;
  const isTicked = (name: "mayEmail" | "mayCall" | "mayLeaveMessage" | "isDiscreet") =>
    typed ? typed[name] === "yes" : page[name];
  return (
    <form className="stack" method="post" action={href("/client/account/safe-contact")} noValidate>
      <PageHeading
        knot
        title="Reaching you safely"
        lede={<p>Somebody else may read your mail or pick up your phone. Say what is all right.</p>}
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <CheckboxField
        name="mayEmail"
        label="You may email me"
        required={false}
        hint="Without it no letters come about your bookings: they’re only here."
        checked={isTicked("mayEmail")}
      />
      <CheckboxField name="mayCall" label="You may ring me" required={false} checked={isTicked("mayCall")} />
      <CheckboxField
        name="mayLeaveMessage"
        label="You may leave a message"
        required={false}
        checked={isTicked("mayLeaveMessage")}
      />
      <CheckboxField
        name="isDiscreet"
        label="Please be discreet"
        required={false}
        hint="Letters then come without the practice’s name in front, and with a subject that tells nothing."
        checked={isTicked("isDiscreet")}
      />
      <TextField
        name="calendarWords"
        label="What your calendar may say"
        required={false}
        hint="In place of “Call with …”. For example “Appointment” or “Busy”."
        maxLength={60}
        value={typed?.calendarWords ?? page.calendarWords}
        error={errors.calendarWords}
      />
      <div className="cluster">
        <Button busy="Keeping…">Keep this</Button>
        <ButtonLink kind="quiet" href={href("/client/account")}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
