import type { z } from "zod";
import { signedIn } from "#app/context.ts";
import { unlockedFor } from "#app/domain/bookings/asking.ts";
import { offeredByAll } from "#app/domain/session-types/queries.ts";
import { publishedEverywhere } from "#app/domain/therapists/queries.ts";
import { houseOf, inPractice } from "#app/http.ts";
import type { Route } from "./+types/therapists";
import { readByAnyone } from "./methods.ts";
import type { therapists } from "./shapes.ts";

export const middleware: Route.MiddlewareFunction[] = [readByAnyone];

export async function loader({ context }: Route.LoaderArgs): Promise<z.infer<typeof therapists>> {
  const house = houseOf(context);
  const published = await publishedEverywhere(house);
  const offered = await offeredByAll(
    house,
    published.map(({ therapist }) => therapist.id),
  );
  const here = context.get(signedIn)?.standing?.practiceId;
  const isUnlocked = await unlockedFor(here === undefined ? null : inPractice(context, here));
  const typesOf = Map.groupBy(offered, ({ therapistId }) => therapistId);
  return {
    therapists: published.map(
      ({ therapist: { id, slug, name, title, specialties, languages, zone }, practice }) => ({
        slug,
        practice: practice.name,
        name,
        title,
        specialties,
        languages,
        timeZone: zone,
        sessionTypes: (typesOf.get(id) ?? []).map(({ type }) => ({
          slug: type.slug,
          name: type.name,
          kind: type.kind,
          minutes: type.minutes,
          price: { amount: type.price, currency: practice.currency },
          locked: !isUnlocked(id, type),
        })),
      }),
    ),
  };
}
