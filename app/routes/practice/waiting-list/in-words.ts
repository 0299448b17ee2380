import type { WaitLine } from "#app/domain/waiting/list.ts";
import { windowsInWords } from "#app/routes/waiting/windows.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatDay, zoneCity } from "#app/values/zoned.ts";

/** Somebody in line as the practice reads it: what for, since when, and what is offered to them now. */
export function lineInWords({ wait, has, offer, typeName, zone }: WaitLine, locale: string) {
  const clock = { zone, locale };
  const on = (at: Date) => whenAndWhere(at.getTime(), clock).when;
  return {
    id: wait.id,
    name: wait.guestName,
    what:
      wait.kind === "full" ? typeName : `${typeName}, earlier than ${has ? on(has) : "the one they have"}`,
    since: formatDay(wait.joinedAt, zone, clock),
    suits: `${windowsInWords(wait.windows, locale)} (${zoneCity(wait.guestZone)})`,
    offer: offer
      ? {
          when: on(offer.startsAt),
          until: on(offer.endsAt),
          told: offer.toldAt ? null : "They are told when their day begins.",
        }
      : null,
  };
}

export type LineInWords = ReturnType<typeof lineInWords>;
