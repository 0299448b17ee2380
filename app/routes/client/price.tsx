import { data } from "react-router";
import { z } from "zod";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";
import { optional } from "#app/routes/form-fields.ts";
import { tryInWords } from "#app/routes/lowered.ts";
import type { Route } from "./+types/price";
import { ownDoor } from "./door.ts";
import { termsOf } from "./terms-of.ts";

export { default, handle, headers, loader, meta } from "./times.tsx";
export { ErrorBoundary } from "./trouble.tsx";

const schema = z.object({ code: optional(wish.code), at: wish.startsAt.optional().catch(undefined) });

/** What is left to pay with a code: the form of the times comes here and goes back as it was. Nothing is kept. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const door = await ownDoor(context, params, new URL(request.url).searchParams);
  if (door.shut !== null) return data(null, { status: 403 });
  const form = await readForm(request, schema);
  const { typed } = form;
  if (!form.ok) return data({ typed, errors: form.errors, nearest: null }, { status: 422 });
  const { ctx, type, therapist, site, asking } = door;
  const { lowered, errors } = await tryInWords(
    ctx,
    {
      code: form.value.code,
      ...{ type, therapist, currency: site.currency, startsAt: form.value.at ?? ctx.now().getTime() },
      clientId: asking.client?.clientId ?? null,
    },
    site.locale,
  );
  if (!lowered) return data({ typed, errors, nearest: null }, { status: 422 });
  return { typed, errors, nearest: null, lowered: { ...lowered, fee: termsOf(door, lowered.discount).fee } };
}
