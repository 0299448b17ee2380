import type { Ctx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { joinNetwork } from "#app/domain/identity/network-staff.ts";
import { type NewMember, type NewPractice, takeOn } from "#app/domain/practices/open.ts";
import type { NewSessionType } from "#app/domain/session-types/offer.ts";
import { addDays } from "#app/values/zoned.ts";
import type { Desk } from "./desk.ts";
import { harbourTherapists } from "./harbours-people.ts";
import { offerAll, openLongAgo, settle } from "./opening.ts";
import type { Past } from "./past.ts";

export const harboursZone = "America/New_York";

export type HarbourDesks = { ana: Desk; ben: Desk; chi: Desk };

/** Open the group practice of the demo: three therapists, and the people around them. */
export function openHarbour(past: Past): Promise<HarbourDesks> {
  return openLongAgo(past, practice, async (ctx) => {
    await staff(ctx);
    const expiring = (days: number) => addDays(past.today, days);
    const { ana, ben, chi } = harbourTherapists(expiring);
    const desk = async (profile: typeof ana): Promise<Desk> => {
      const { therapistId, own } = await settle(ctx, harboursZone, profile);
      return { past, ctx, own, therapistId, region: "NY" };
    };
    const desks = { ana: await desk(ana), ben: await desk(ben), chi: await desk(chi) };
    const everyone = Object.values(desks).map(({ therapistId }) => therapistId);
    await offerAll(ctx, [
      { type: discovery, by: everyone },
      { type: session, by: everyone },
      { type: couple, by: [desks.ben.therapistId, desks.chi.therapistId] },
    ]);
    return desks;
  });
}

const practice: NewPractice = {
  slug: "harbour-group",
  name: "Harbour Group",
  country: "US",
  zone: harboursZone,
  locale: "en-US",
  currency: "USD",
  isLicensed: true,
  headline: "Somebody to talk to, and the right somebody",
  lead: "We are three licensed therapists in New York. You start with a free 20-minute call with the one who seems closest, and if another of us would suit you better, we say so.",
  strapline: "licensed psychotherapists · New York, New Jersey and Connecticut",
  about:
    "We share a floor near the water, a supervisor, and the habit of asking each other when we don’t know. You meet one of us and stay with them.",
  email: "desk@harbour.test",
  phone: "+1 212 555 0142",
  address: "88 Slip Street, Floor 3, New York, NY 10004",
  replyTime: "Within one working day",
  hue: "dusk",
};

const members: NewMember[] = [
  { email: "owner@harbour.test", name: "Ruth Adler", roles: ["owner"] },
  { email: "manager@harbour.test", name: "Marcus Hill", roles: ["manager"] },
  { email: "sup@harbour.test", name: "Dr. Elaine Porter", roles: ["supervisor"], clinicalLead: true },
  { email: "desk@harbour.test", name: "Dana Cole", roles: ["scheduler"] },
  { email: "books@harbour.test", name: "Bo Larsen", roles: ["biller"] },
];

async function staff(ctx: Ctx): Promise<void> {
  for (const member of members) await takeOn(ctx, member);
  const { userId } = await knowByAddress(ctx, { email: "network@demo.test", name: "Noor Haddad" });
  await joinNetwork(ctx, userId);
}

const discovery: NewSessionType = {
  slug: "discovery",
  name: "First call",
  description: "You ask, we ask, and we both say honestly whether it fits.",
  kind: "discovery",
  place: "online",
  minutes: 20,
  price: 0,
  bufferBefore: 5,
  bufferAfter: 10,
  step: 20,
  notice: 4 * 60,
  horizonDays: 42,
  termsWindow: 2 * 60,
};

const session: NewSessionType = {
  slug: "session",
  name: "Session",
  description: "Online, with the therapist you met.",
  kind: "individual",
  place: "online",
  minutes: 50,
  price: 17_500,
  bufferBefore: 5,
  bufferAfter: 10,
  step: 30,
  notice: 24 * 60,
  horizonDays: 60,
  termsWindow: 24 * 60,
  lateFeePercent: 100,
  chargeWhen: "after_session",
};

const couple: NewSessionType = {
  ...session,
  slug: "couple",
  name: "Session for two",
  description: "For couples, in New York or online.",
  kind: "couple",
  minutes: 75,
  price: 24_000,
};
