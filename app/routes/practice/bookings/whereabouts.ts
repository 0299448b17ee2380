import type { Whereabouts } from "#app/domain/joining/queries.ts";
import { emergencyIn } from "#app/routes/joining/emergency.ts";
import { placeInWords } from "#app/routes/joining/place-in-words.ts";
import { timeOnALine } from "#app/routes/when.ts";

type Reading = { zone: string; locale: string; client: string };

/** Where somebody of a session is, for whoever sits with them: whom to ring there, and whether they wait outside. */
export type WhereLine = {
  id: string;
  name: string;
  place: string;
  emergency: string | null;
  since: string;
  standing: "covered" | "no_licences" | "outside" | "let_in";
};

/** Where the people of a session said they are, in words. `client` names one nobody knows by name. */
export function whereInWords(said: readonly Whereabouts[], { client, ...clock }: Reading): WhereLine[] {
  return said.map((one) => ({
    id: one.id,
    name: one.name ?? client,
    place: placeInWords(one),
    emergency: emergencyIn(one.country),
    since: timeOnALine(one.saidAt.getTime(), clock),
    standing: standingOf(one),
  }));
}

function standingOf({ isLicensed, letInAt }: Whereabouts): WhereLine["standing"] {
  if (isLicensed === null) return "no_licences";
  if (isLicensed) return "covered";
  return letInAt ? "let_in" : "outside";
}
