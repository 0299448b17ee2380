import { href, redirect } from "react-router";
import { z } from "zod";
import { giveEverybody, keepFromEverybody } from "#app/domain/content/change-item.ts";
import { itemWithin } from "#app/domain/content/reach.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/everybody";
import { fromDate, momentOf } from "./dates.ts";

const schema = z.object({ not: z.string().optional(), from: fromDate });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const item = orNotFound(await itemWithin(ctx, params.item));
  const self = href("/practice/library/:item", params);
  const form = await readForm(request, schema);
  if (!form.ok) throw redirect(`${self}?news=no-date`, 303);
  if (form.value.not === "yes") {
    await keepFromEverybody(ctx, item.id);
    throw redirect(`${self}?news=narrowed`, 303);
  }
  if (item.putAwayAt) throw redirect(`${self}?news=is-away`, 303);
  const { zone } = orNotFound(await therapistById(ctx, item.therapistId));
  await giveEverybody(ctx, item.id, momentOf(form.value.from, zone, ctx.now()));
  throw redirect(`${self}?news=everybody`, 303);
}
