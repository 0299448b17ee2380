import { useOutletContext } from "react-router";
import { proseOf } from "#app/domain/site/prose.ts";
import { HomeContent } from "#app/routes/public/home-content.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { Route } from "./+types/preview-home";
import { setupOf } from "./door.ts";
import { glimpseOf, glimpseOfTimes } from "./glimpse.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { house, setup, guess } = await setupOf(context, request);
  const glimpse = glimpseOf(setup, guess);
  const { practice, types, face } = glimpse;
  const { next } = glimpseOfTimes(glimpse, house.now().getTime());
  const [first, regular] = types;
  return {
    isGroup: false,
    headline: practice.headline,
    lead: practice.lead,
    about: practice.about ? proseOf(practice.about) : null,
    face,
    next: next === null ? null : { at: new Date(next).toISOString(), ...whenAndWhere(next, practice) },
    full: null,
    first: first ? { minutes: first.minutes, place: first.place } : null,
    regular: regular
      ? {
          minutes: regular.minutes,
          price: formatMoney({ amount: regular.price, currency: practice.currency }, practice.locale),
        }
      : null,
    city: zoneCity(practice.zone),
    people: [],
  };
}

export default function PreviewHome({ loaderData: page }: Route.ComponentProps) {
  return <HomeContent page={page} bookHref={useOutletContext<string>()} />;
}
