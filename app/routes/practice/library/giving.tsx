import { data, href, redirect } from "react-router";
import { give } from "#app/domain/content/give.ts";
import { itemWithin } from "#app/domain/content/reach.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/giving";
import { fromDate, momentOf } from "./dates.ts";

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const item = orNotFound(await itemWithin(ctx, params.item));
  const { zone } = orNotFound(await therapistById(ctx, item.therapistId));
  const form = await request.formData().catch(() => {
    throw data(null, { status: 400 });
  });
  const said = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const self = href("/practice/library/:item", params);
  const from = fromDate.safeParse(said("from")[0]);
  if (!from.success) throw redirect(`${self}?news=no-date`, 303);
  const given = orNotFound(
    await give(ctx, item.id, {
      clientIds: said("client"),
      bookingId: said("session")[0] || null,
      from: momentOf(from.data, zone, ctx.now()),
    }),
  );
  const news = given.ok
    ? "given"
    : ({ nobody: "nobody", put_away: "is-away", not_theirs: "not-theirs" } as const)[given.refusal];
  throw redirect(`${self}?news=${news}`, 303);
}
