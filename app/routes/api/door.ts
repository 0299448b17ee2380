import type { RouterContextProvider } from "react-router";
import { data } from "react-router";
import { type Held, openLink } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { slug as aSlug } from "#app/domain/reception/wish.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { findPublished, type Therapist } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";

type Context = Readonly<RouterContextProvider>;

export type Door = { ctx: Ctx; therapist: Therapist; type: SessionType };

/**
 * A therapist and what of theirs is asked for by a time of one's own: the type of that slug, or the discovery call.
 * 404 for anything that is not there, whichever part it is.
 */
export async function doorOf(context: Context, slug: string, typeSlug: string | undefined): Promise<Door> {
  const therapist = orNotFound(
    aSlug.safeParse(slug).success ? await findPublished(houseOf(context), slug) : null,
  );
  const ctx = inPractice(context, therapist.practiceId);
  const types = (await offeredBy(ctx, therapist.id)).filter(isOneToOne);
  const type = types.find((type) =>
    typeSlug === undefined ? type.kind === "discovery" : type.slug === typeSlug,
  );
  return { ctx, therapist, type: orNotFound(type) };
}

/** The booking of a private token; 404 for a token that never was, 410 for one whose time is over. */
export async function heldBy(context: Context, token: string): Promise<Held> {
  const held = orNotFound(await openLink(houseOf(context), token));
  if (held === "dead") throw data(null, { status: 410 });
  return held;
}
