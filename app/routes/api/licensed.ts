import { licensedIn, licensedRegions } from "#app/domain/therapists/queries.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Door } from "./door.ts";

const inWords = new Intl.ListFormat("en", { type: "conjunction" });

/** Where a therapist may practise, and who of the practice may where they may not: the answer to "then who can?". */
export async function whoIsLicensed({ ctx, therapist }: Door, region: string | undefined): Promise<string> {
  const today = dayOf(therapist.zone, ctx.now());
  if (!region) {
    const regions = inWords.format(await licensedRegions(ctx, therapist.id, today));
    return `${therapist.firstName} is licensed in ${regions}. Please say in “region” where you will be.`;
  }
  const others = await licensedIn(ctx, region, today);
  const who = inWords.format(others.map(({ name, slug }) => `${name} (${slug})`));
  const instead = who ? `${who} can see you there.` : "Nobody here is.";
  return `${therapist.firstName} isn’t licensed in ${region}. ${instead}`;
}
