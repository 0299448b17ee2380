import { useOutletContext } from "react-router";
import { proseOf } from "#app/domain/site/prose.ts";
import { TherapistContent } from "#app/routes/public/therapist-content.tsx";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/preview-profile";
import { setupOf } from "./door.ts";
import { glimpseOf, glimpseOfTimes } from "./glimpse.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { house, setup, guess } = await setupOf(context, request);
  const glimpse = glimpseOf(setup, guess);
  const { practice, therapist, types, face } = glimpse;
  const { next } = glimpseOfTimes(glimpse, house.now().getTime());
  const { name, firstName, title, headline } = therapist;
  const price = (amount: number) =>
    amount === 0 ? "free" : formatMoney({ amount, currency: practice.currency }, practice.locale);
  return {
    therapist: { name, firstName, title, headline, specialties: [], languages: [] },
    face,
    bio: proseOf(therapist.bio ?? ""),
    hasCall: true,
    canBook: true,
    next: next === null ? null : { at: new Date(next).toISOString(), ...whenAndWhere(next, practice) },
    types: types.map(({ name, description = "", minutes, price: amount }) => ({
      name,
      text: description,
      aside: `${minutes} minutes · ${price(amount)}`,
    })),
  };
}

export default function PreviewProfile({ loaderData: page }: Route.ComponentProps) {
  return <TherapistContent page={page} bookHref={useOutletContext<string>()} />;
}
