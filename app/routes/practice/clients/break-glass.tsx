import { data, redirect } from "react-router";
import { z } from "zod";
import { deedsOpenFor } from "#app/domain/clients/after-erasure.ts";
import { breakGlass, type GlassRefusal } from "#app/domain/clients/break-glass.ts";
import { type Glass, glassOf, readsAnyway } from "#app/domain/clients/glass.ts";
import { readReason } from "#app/domain/clients/glass-reasons.ts";
import { caresWithin, clientWithin } from "#app/domain/clients/reach.ts";
import { longestReason, shortestReason } from "#app/domain/clients/rules.ts";
import { isFresh } from "#app/domain/identity/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { asMember, orNotFound, readForm, sessionOf } from "#app/http.ts";
import { timeOnALine, whenInYear } from "#app/routes/when.ts";
import { lines } from "../typed-fields.ts";
import type { Route } from "./+types/break-glass";
import { BreakGlassPage } from "./break-glass-page.tsx";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ reason: lines(longestReason) });

const said: Record<GlassRefusal, string> = {
  no_reason: "Please write down why. Whoever treats this client reads it.",
  too_short: `A few more words, please: ${shortestReason} letters at least, so that it can be understood later.`,
  not_fresh: "You signed in too long ago for this. Please sign in once more.",
  nothing_to_open: "There is nothing to open: you read this record anyway, or its words were erased.",
  open_already: "It is open already.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "glass.see");
  const client = orNotFound(await clientWithin(ctx, "glass.see", params.id));
  const clock = await ownPractice(ctx);
  const all = await glassOf(ctx, client.id);
  const asked = new URL(request.url).searchParams.get("read");
  const reason = asked ? await readReason(ctx, { clientId: client.id, glassId: asked }) : null;
  const isReader = await readsAnyway(ctx, client.id);
  const isOpen = ({ until }: Glass) => until > ctx.now();
  const isKept = (await deedsOpenFor(ctx, client.id))("words.read");
  const mine = all.find((one) => one.userId === ctx.actor.userId && isOpen(one));
  const page = {
    client: { id: client.id, name: client.name },
    therapists: (await caresWithin(ctx, "glass.see", client.id)).map(({ name }) => name),
    openUntil: mine ? timeOnALine(mine.until.getTime(), clock) : null,
    mayBreak: reachOf(ctx.actor, "glass.break") !== "none" && isKept && !isReader && !mine,
    isFresh: isFresh(sessionOf(context), ctx.now().getTime()),
    reason: reason === null ? null : { id: asked, text: reason },
    broken: all.map((one) => ({
      id: one.id,
      who: one.who,
      when: whenInYear(one.brokenAt.getTime(), clock),
      until: timeOnALine(one.until.getTime(), clock),
      isOpen: isOpen(one),
      mayReadWhy: isReader || one.userId === ctx.actor.userId,
    })),
  };
  return data(page, { headers: { "Cache-Control": "private, no-store" } });
}

export type Page = Awaited<ReturnType<typeof loader>>["data"];

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "glass.break");
  const form = await readForm(request, schema);
  if (!form.ok) {
    orNotFound(await clientWithin(ctx, "glass.break", params.id));
    return data({ error: form.errors.reason, typed: form.typed }, { status: 422 });
  }
  const { reason } = form.value;
  const broken = orNotFound(await breakGlass(ctx, sessionOf(context), { clientId: params.id, reason }));
  // A second press finds it open.
  if (broken.ok || broken.refusal === "open_already") throw redirect(recordTelling(params.id, "opened"), 303);
  return data({ error: said[broken.refusal], typed: form.typed }, { status: 422 });
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `Break the glass: ${page.client.name}` : "Break the glass" },
    { name: "robots", content: "noindex" },
  ];
}

export default function BreakGlass({ loaderData: page, actionData }: Route.ComponentProps) {
  return <BreakGlassPage page={page} error={actionData?.error} typed={actionData?.typed.reason} />;
}
