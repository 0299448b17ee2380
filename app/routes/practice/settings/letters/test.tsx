import { href, redirect } from "react-router";
import { askTest } from "#app/domain/notifications/show-example.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/test";
import { whoseLetter } from "./whose-letter.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** It is pressed beside the letter, which also says what became of it. */
export function loader({ params, request }: Route.LoaderArgs) {
  return redirect(`${href("/practice/settings/letters/:letter", params)}${new URL(request.url).search}`);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist, letter, isDiscreet } = await whoseLetter(ctx, params.letter, request);
  const asked = orNotFound(await askTest(ctx, { therapistId: therapist.id, letter, isDiscreet }));
  const told = new URLSearchParams({
    of: therapist.slug,
    ...(isDiscreet && { as: "discreet" }),
    news: asked.ok ? "tested" : asked.refusal,
  });
  return redirect(`${href("/practice/settings/letters/:letter", params)}?${told}`, 303);
}

export default function Test() {
  return null;
}
