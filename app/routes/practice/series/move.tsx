import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { OwnSentence } from "#app/routes/practice/bookings/own-sentence.tsx";
import { SeriesMoveForm } from "#app/routes/series/move-form.tsx";
import { moveDates, movingPage } from "#app/routes/series/moving.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/move";
import { seriesOnDesk } from "./on-desk.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params: { id }, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.change");
  const { whose, name, clientName } = await seriesOnDesk(ctx, "diary.change", id);
  const query = new URL(request.url).searchParams;
  return { ...(await movingPage(ctx, { id, query, whose, name })), clientName };
}

export async function action({ context, params: { id }, request }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { whose, name } = await seriesOnDesk(ctx, "diary.change", id);
  return moveDates(ctx, request, {
    id,
    whose,
    name,
    to: (moved) => href("/practice/series/:id", { id: moved }),
  });
}

export function meta() {
  return [{ title: "Move several dates" }, { name: "robots", content: "noindex" }];
}

export default function Move({ loaderData, actionData }: Route.ComponentProps) {
  const page = { ...loaderData, ...actionData };
  const { id, clientName, isMailed, typed, errors } = page;
  const count = page.now.length;
  return (
    <SeriesMoveForm
      page={page}
      action={href("/practice/series/:id/move", { id })}
      keepHref={href("/practice/series/:id", { id })}
      heading={
        <WorkHeading
          eyebrow={page.rhythm}
          title={
            count > 0
              ? `Move ${count === 1 ? "one date" : `${count} dates`} of ${clientName}`
              : "Nothing to move"
          }
          lede={
            <p>
              {count === 0
                ? "None of these dates is still to come."
                : isMailed
                  ? "Say where the first of them goes; the others follow. They always get one letter with the new times."
                  : "Say where the first of them goes; the others follow. There is no email address of theirs here, so please tell them yourself."}
            </p>
          }
        />
      }
      words={isMailed && <OwnSentence typed={typed.message} error={errors.message} />}
    />
  );
}
