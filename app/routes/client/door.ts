import type { RouterContextProvider } from "react-router";
import { visitor } from "#app/context.ts";
import { type Asking, whoWouldCome } from "#app/domain/bookings/asking.ts";
import { asTheyPay } from "#app/domain/bookings/cost.ts";
import { ownCallAhead } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { isInCare, type ShutBecause, shutBecause } from "#app/domain/bookings/rules.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { type Site, siteOf } from "#app/domain/site/queries.ts";
import { findPublished, licensedRegions, type Therapist } from "#app/domain/therapists/queries.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import { dayOf, isZone } from "#app/values/zoned.ts";
import { type Here, whoIsHere } from "./here.ts";

/** Whom and what a client came to book, at what it costs them, for whom, by which clock, and why not if not. */
export type OwnDoor = Here & {
  site: Site;
  therapist: Therapist;
  type: SessionType;
  asking: Asking;
  /** The client named in the address; left out where somebody books for themselves. */
  clientId: string | undefined;
  shut: ShutBecause | null;
  /** Their first call that is planned already, when it is a first call they came for. */
  callAhead: WholeBooking | null;
  regions: string[];
  isKnown: boolean;
  zone: string;
  zoneIsKnown: boolean;
};

type Params = { therapist: string; type: string };

/** The door of an address; 404 for a name, a type or a client that is not there. */
export async function ownDoor(
  context: Readonly<RouterContextProvider>,
  params: Params,
  query: URLSearchParams,
): Promise<OwnDoor> {
  const here = whoIsHere(context);
  const { ctx } = here;
  const therapist = orNotFound(await findPublished(houseOf(context), params.therapist));
  if (therapist.practiceId !== ctx.practiceId) orNotFound(null);
  const [site, types] = await Promise.all([siteOf(ctx), offeredBy(ctx, therapist.id)]);
  const type = orNotFound(types.filter(isOneToOne).find(({ slug }) => slug === params.type));
  const clientId = query.get("for") ?? undefined;
  const asking = orNotFound(
    await whoWouldCome(ctx, { therapistId: therapist.id, kind: type.kind, clientId }),
  );
  return {
    ...here,
    site,
    therapist,
    type: await asTheyPay(ctx, type, {
      clientId: asking.client?.clientId,
      ...{ zone: therapist.zone, currency: site.currency },
    }),
    asking,
    clientId,
    shut: shutTo(type, asking),
    callAhead: type.kind === "discovery" ? await callOf(here, therapist, asking) : null,
    regions:
      type.place === "online"
        ? await licensedRegions(ctx, therapist.id, dayOf(therapist.zone, ctx.now()))
        : [],
    isKnown: isInCare(asking.relationship),
    ...clockHere(here, { therapist, type }, query.get("tz"), context.get(visitor).zone),
  };
}

function shutTo(type: SessionType, { client, relationship }: Asking): ShutBecause | null {
  const isTwo = relationship !== null && relationship.kind !== "individual";
  return shutBecause(type, { relationship, isTwo, isUnderAge: client?.isUnderAge ?? false });
}

async function callOf({ ctx }: Here, therapist: Therapist, { client }: Asking): Promise<WholeBooking | null> {
  return client && ownCallAhead(ctx, { therapistId: therapist.id, clientId: client.clientId });
}

type Met = Pick<OwnDoor, "therapist" | "type">;

/** The clock times are shown by: the one asked for, the client's own, the device's, the therapist's. A room has its own. */
function clockHere({ zone }: Here, { therapist, type }: Met, told: string | null, device: string | null) {
  const chosen = told !== null && isZone(told) ? told : (zone ?? device);
  return {
    zone: type.place === "in_person" ? therapist.zone : (chosen ?? therapist.zone),
    zoneIsKnown: chosen !== null,
  };
}
