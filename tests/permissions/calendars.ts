import { addAddress, ownAddresses } from "#app/domain/calendar/addresses.ts";
import { makeFeed } from "#app/domain/calendar/feed.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

const world: World = {
  mail: { from: "" },
  addresses: { read: async () => ({ outcome: "done", value: { events: [], token: "{}" } }) },
};

/** A calendar a side's therapist has read by its address; the one before is taken away, so that there is room. */
export async function aCalendar({ sql }: Cast, side: Side): Promise<Named> {
  const own = asThemselves(side);
  await sql.query("delete from calendars where kind = 'ical' and therapist_id = $1", [side.therapistId]);
  const added = await addAddress(own, world, {
    url: `https://calendars.test/${newId()}.ics`,
    name: "Family",
  });
  const [address] = await ownAddresses(own);
  if (!added.ok || !address) throw new Error("No calendar was added");
  return { id: address.id };
}

/** Both therapists have a feed. */
async function twoFeeds({ cast: { sides } }: { cast: Cast }): Promise<Record<string, string>> {
  for (const side of [sides.own, sides.other]) await makeFeed(asThemselves(side));
  return {};
}

export const calendarBodies = {
  // Asks another machine: tests/routes/practice/calendar-addresses.test.ts
  "routes/practice/settings/calendar-addresses/calendar-addresses.tsx": null,
  "routes/practice/settings/calendar-addresses/feed.tsx": () => ({}),
  "routes/practice/settings/calendar-addresses/feed-ending.tsx": twoFeeds,
  "routes/practice/settings/calendar-addresses/removal.tsx": () => ({}),
};

function asThemselves({ ctx, therapistId }: Side): MemberCtx {
  return { ...ctx, actor: aMember(ctx.practiceId, { therapistId }) };
}
