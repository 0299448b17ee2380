import type { NewSessionType } from "#app/domain/session-types/offer.ts";
import type { Opening } from "#app/domain/setup/open.ts";
import { policyText, policyVersion } from "#app/domain/site/policies.ts";
import { slugFrom } from "#app/values/slug.ts";
import type { Whole } from "./answers.ts";

export const policyKinds = ["privacy", "terms", "accessibility"] as const;

/** Everything a practice begins with, from what was answered. Where nobody was asked, it is as for most people. */
export function openingOf(all: Whole): Opening {
  const { you, practice, hours, words } = all;
  const { name, country, zone, locale, currency } = practice;
  const facts = { practice: name, email: words.email, country };
  return {
    owner: { name: you.name, email: you.email },
    practice: {
      slug: slugFrom(name) ?? "practice",
      ...{ name, country, zone, locale, currency },
      headline: words.headline,
      lead: words.lead,
      strapline: words.strapline,
      about: words.about,
      email: words.email,
      phone: words.phone || null,
      address: all.sessions.address || null,
      replyTime: words.replyTime,
    },
    policies: policyKinds.map((kind) => ({ kind, version: policyVersion, body: policyText(kind, facts) })),
    therapist: {
      slug: slugFrom(you.firstName) ?? slugFrom(you.name) ?? "therapist",
      name: you.name,
      firstName: you.firstName,
      title: words.title,
      headline: words.headline,
      bio: words.about,
      zone,
      roomUrl: all.sessions.roomUrl || null,
      isPublished: true,
    },
    types: typesOf(all),
    hours: hours.ranges.map((range) => ({ ...range, zone })),
  };
}

/** The free call and the session, in the order they are listed. */
export function typesOf({ sessions, terms }: Pick<Whole, "sessions" | "terms">): NewSessionType[] {
  return [
    {
      slug: "first-call",
      name: "First call",
      description: "We find out whether we fit. No forms, and nothing to prepare.",
      kind: "discovery",
      place: sessions.callPlace,
      minutes: sessions.callMinutes,
      price: 0,
      bufferBefore: 5,
      bufferAfter: 10,
      step: stepFor(sessions.callMinutes),
      notice: 4 * 60,
      horizonDays: 42,
      termsWindow: 2 * 60,
    },
    {
      slug: slugFrom(sessions.name) ?? "session",
      name: sessions.name,
      kind: "individual",
      place: sessions.place,
      minutes: sessions.minutes,
      price: sessions.price,
      bufferBefore: sessions.bufferBefore,
      bufferAfter: sessions.bufferAfter,
      step: 30,
      notice: 24 * 60,
      horizonDays: 60,
      ...terms,
      chargeWhen: "after_session",
    },
  ];
}

/** A call may begin every half hour, or as seldom as it is long. */
function stepFor(minutes: number): number {
  return Math.min(Math.max(30, Math.ceil(minutes / 5) * 5), 120);
}
