import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { OwnSentence } from "#app/routes/practice/bookings/own-sentence.tsx";
import { CancelForm } from "#app/routes/series/cancel-form.tsx";
import { cancelDates, cancellingPage } from "#app/routes/series/cancelling.ts";
import { TextArea } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/cancellation";
import { seriesOnDesk } from "./on-desk.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params: { id }, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const { locale, clientName } = await seriesOnDesk(ctx, "diary.change", id);
  const query = new URL(request.url).searchParams;
  return { ...(await cancellingPage(ctx, { id, query, locale })), clientName };
}

export async function action({ context, params: { id }, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { locale } = await seriesOnDesk(ctx, "diary.change", id);
  return cancelDates(ctx, request, { id, locale, to: href("/practice/series/:id", { id }) });
}

export function meta() {
  return [{ title: "Cancel several dates" }, { name: "robots", content: "noindex" }];
}

export default function Cancellation({ loaderData, actionData }: Route.ComponentProps) {
  const page = { ...loaderData, ...actionData };
  const { id, clientName, dates, isMailed, typed, errors } = page;
  const told = isMailed
    ? "They get one letter that says you cancelled, with a way to choose another time."
    : "There is no email address of theirs here, so please tell them yourself.";
  return (
    <CancelForm
      page={page}
      action={href("/practice/series/:id/cancellation", { id })}
      keepHref={href("/practice/series/:id", { id })}
      heading={
        <WorkHeading
          title={dates.length > 0 ? `Cancel these dates of ${clientName}?` : "Nothing to cancel"}
          lede={
            <p>
              {dates.length > 0 ? `${told} It costs them nothing.` : "None of these dates is still to come."}
            </p>
          }
        />
      }
      words={
        <>
          {isMailed && <OwnSentence typed={typed.message} error={errors.message} />}
          <TextArea
            name="reason"
            label="Why, for yourself"
            hint="Kept with the first of them, encrypted. They don’t see it."
            rows={2}
            required={false}
            value={typed.reason}
            error={errors.reason}
          />
        </>
      }
    />
  );
}
