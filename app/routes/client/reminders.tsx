import { data, href, redirect } from "react-router";
import { keepReminders } from "#app/domain/clients/keep-contact.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { readForm } from "#app/http.ts";
import { ReminderFields, wishedReminders, wishTyped } from "#app/routes/reminder-fields.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/reminders";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx } = whoIsHere(context);
  const contact = await contactOfUser(ctx, ctx.actor.userId);
  return { known: wishTyped(contact?.reminders ?? null), mayEmail: contact?.mayEmail ?? true };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await readForm(request, wishedReminders);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  await keepReminders(ctx, form.value);
  throw redirect(`${href("/client/account")}?news=kept`, 303);
}

export function meta() {
  return [{ title: "Reminders" }, { name: "robots", content: "noindex" }];
}

export default function Reminders({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  return (
    <form className="stack" method="post" action={href("/client/account/reminders")} noValidate>
      <PageHeading
        knot
        title="Reminders"
        lede={<p>A short letter before a session, with the time, the way in, and how to move it.</p>}
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {!page.mayEmail && (
        <p>
          You’ve asked for no email, so no reminder comes either.{" "}
          <a href={href("/client/account/safe-contact")}>Change what is safe</a>
        </p>
      )}
      <ReminderFields
        label="When would you like them?"
        typed={actionData?.typed ?? page.known}
        error={errors.reminders}
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
