import { href } from "react-router";
import { asTheyPay } from "#app/domain/bookings/cost.ts";
import { type Door, type DoorsOfTherapist, doorsOf } from "#app/domain/bookings/doors.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { type Site, siteOf } from "#app/domain/site/queries.ts";
import { priceInWords } from "#app/routes/price-in-words.ts";

/** What a client can book here, and what not yet, with the reason. */
export async function choicesOf(ctx: ClientCtx) {
  const [site, all] = await Promise.all([siteOf(ctx), doorsOf(ctx)]);
  const shown = all.filter(
    ({ isKnown, therapist, doors }) => doors.length > 0 && (isKnown || therapist.isAccepting),
  );
  return {
    therapists: await Promise.all(shown.map(async (of) => doorsShown(await asPaid(ctx, of, site), site))),
  };
}

/** The same, each at what it costs the client it is for. */
async function asPaid(ctx: ClientCtx, of: DoorsOfTherapist, { currency }: Site): Promise<DoorsOfTherapist> {
  const { zone } = of.therapist;
  const doors = of.doors.map(async (door) => ({
    ...door,
    type: await asTheyPay(ctx, door.type, { clientId: door.client?.clientId, zone, currency }),
  }));
  return { ...of, doors: await Promise.all(doors) };
}

function doorsShown({ therapist, doors }: DoorsOfTherapist, site: Site) {
  const call = doors.find(({ type, shut }) => type.kind === "discovery" && shut === null);
  return {
    slug: therapist.slug,
    name: therapist.name,
    firstName: therapist.firstName,
    title: therapist.title,
    callHref: call ? hrefOf(therapist.slug, call) : null,
    doors: doors.map((door) => ({
      name: door.type.name,
      description: door.type.description,
      length: `${door.type.minutes} minutes`,
      price: priceInWords(door.type, site),
      forWhom: isOneOfMany(door, doors) ? (door.client?.name ?? null) : null,
      href: door.shut === null ? hrefOf(therapist.slug, door) : undefined,
      shut: door.shut,
    })),
  };
}

function isOneOfMany({ type, client }: Door, doors: Door[]): boolean {
  return client?.isUnderAge === true || doors.filter((other) => other.type.id === type.id).length > 1;
}

/** Where a door leads. Whoever comes for themselves, alone, needs no name in the address. */
function hrefOf(therapist: string, { type, client }: Door): string {
  const to = href("/client/book/:therapist/:type", { therapist, type: type.slug });
  return client && client.role !== "self" && client.role !== "partner" ? `${to}?for=${client.clientId}` : to;
}

export type ChoicesShown = Awaited<ReturnType<typeof choicesOf>>;
export type TherapistShown = ReturnType<typeof doorsShown>;
