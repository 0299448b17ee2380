import { data, href, redirect } from "react-router";
import { z } from "zod";
import { erasedHere } from "#app/domain/operations/erased.ts";
import { dueForErasure, keepingOf } from "#app/domain/operations/keep-record.ts";
import { mayChangePractice, setKeepYears } from "#app/domain/practices/change.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { requestsWithin } from "#app/domain/privacy/erasure-requests.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { optional } from "#app/routes/form-fields.ts";
import { newsFor } from "#app/routes/news.ts";
import { whole } from "#app/routes/practice/typed-fields.ts";
import { onTheDay } from "#app/routes/when.ts";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/erasures";
import { Lists } from "./lists.tsx";
import { YearsForm } from "./years-form.tsx";

export { ErrorBoundary } from "../trouble.tsx";

const said = {
  erased: "Erased. Their key is destroyed, and the rest follows within a minute.",
  kept: "Answered. They read until when it is kept.",
  years: "Saved.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "erasures.see");
  const clock = await ownPractice(ctx);
  const [asked, due, erased, keeping] = await Promise.all([
    requestsWithin(ctx),
    dueForErasure(ctx),
    erasedHere(ctx),
    keepingOf(ctx),
  ]);
  const on = (at: Date) => onTheDay(at, clock);
  return {
    news: newsFor(new URL(request.url).searchParams, said),
    asked: asked.map(({ clientId, clientName, askedBy, askedAt, keptAt }) => ({
      ...{ clientId, clientName, askedBy },
      on: on(askedAt),
      isAnswered: keptAt !== null,
    })),
    due: due.map(({ clientId, name, lastSession }) => ({ clientId, name, last: on(lastSession) })),
    erased: erased.map(({ id, at, by, reason }) => ({ id, on: on(at), by, reason })),
    keeping,
    mayChange: mayChangePractice(ctx),
  };
}

const schema = z.object({ years: optional(whole(1, 50)) });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound((await setKeepYears(ctx, form.value.years ?? null)) || null);
  throw redirect(`${href("/office/erasures")}?news=years`, 303);
}

export function meta() {
  return [{ title: "Keeping and erasing" }, { name: "robots", content: "noindex" }];
}

export default function Erasures({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Keeping and erasing"
        lede={<p>How long records are kept, who asked to be erased, and whose time has come.</p>}
      />
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <Lists asked={page.asked} due={page.due} erased={page.erased} />
      {page.mayChange && (
        <YearsForm
          keeping={page.keeping}
          error={actionData?.errors.years}
          typed={actionData ? (actionData.typed.years ?? "") : undefined}
        />
      )}
    </>
  );
}
