import { openings } from "#app/domain/availability/openings.ts";
import type { Availability } from "#app/domain/availability/rules.ts";
import { isOpenToStrangers } from "#app/domain/session-types/rules.ts";
import type { Setup } from "#app/domain/setup/answers.ts";
import { frameOf } from "#app/domain/site/queries.ts";
import { slotDays } from "#app/routes/book/slots.ts";
import { DAY } from "#app/values/zoned.ts";
import { read, typedAt, type Whole } from "./answers.ts";
import type { Guess } from "./defaults.ts";
import { openingOf, typesOf } from "./opening.ts";
import { photoOf } from "./photo-address.ts";

/** A practice as it would be if it were opened now, words standing in where nothing was said yet. */
export function glimpseOf(setup: Setup, guess: Guess) {
  const all = filledIn(setup, guess);
  const opening = openingOf(all);
  const { practice, therapist } = opening;
  const site = {
    ...practice,
    id: setup.id,
    isHome: true,
    isLicensed: false,
    about: practice.about ?? "",
    phone: practice.phone ?? null,
    address: practice.address ?? null,
    hue: "teal",
    callOpensAll: false,
    stripeFromEnv: false,
    omitsRiskRemotely: false,
    keepYears: null,
    createdAt: setup.openedAt,
    changedAt: setup.changedAt,
    isGroup: false,
  };
  return {
    all,
    frame: frameOf(site),
    practice,
    therapist,
    types: typesOf(all).map((type) => ({
      ...type,
      isOpen: isOpenToStrangers({ ...type, isOpenToAll: false }),
    })),
    face: setup.hasPhoto ? { src: photoOf(setup.version), name: therapist.name } : null,
  };
}

function filledIn(setup: Setup, guess: Guess): Whole {
  const all = read(setup, guess);
  const you = all.you ?? { name: "Your name", firstName: "You", email: "you@example.org" };
  const practice = all.practice ?? {
    ...{ kind: "solo" as const, name: you.name, country: "GB", zone: guess.zone ?? "UTC" },
    ...{ locale: "en-GB", currency: "EUR" },
  };
  const words = typedAt(setup, "words", guess);
  const said = (name: string, otherwise = "") => words[name] || otherwise;
  return {
    you,
    practice: { ...practice, name: practice.name || you.name },
    sessions: all.sessions ?? {
      ...{ callMinutes: 20, callPlace: "online" as const, name: "Session", minutes: 50, price: 0 },
      ...{ place: "online" as const, bufferBefore: 10, bufferAfter: 10, roomUrl: "", address: "" },
    },
    hours: all.hours ?? { ranges: [] },
    terms: all.terms ?? { termsWindow: 1440, lateFeePercent: 100, refundPercent: 100 },
    words: all.words ?? {
      title: said("title", "What you are"),
      headline: said("headline", "Your headline"),
      lead: said("lead"),
      strapline: said("strapline", said("title", "what you are")),
      about: said("about"),
      replyTime: said("replyTime"),
      email: said("email", you.email),
      phone: said("phone"),
    },
  };
}

const daysShown = 7;
const ahead = 62 * DAY;

/** The days of open times for the first call, reckoned from the hours as the booking page will. */
export function glimpseOfTimes({ practice, types, all }: ReturnType<typeof glimpseOf>, now: number) {
  const [call] = types;
  if (!call) return { days: [], next: null };
  const { zone, locale } = practice;
  const availability: Availability = {
    hours: all.hours.ranges.map((range) => ({ ...range, zone })),
    ...{ overrides: [], away: [], busy: [], appointments: [] },
    therapistZone: zone,
    session: {
      minutes: call.minutes,
      bufferBefore: call.bufferBefore ?? 0,
      bufferAfter: call.bufferAfter ?? 0,
      step: call.step,
      noticeMinutes: call.notice,
      horizonMinutes: call.horizonDays * 1440,
    },
    now,
  };
  const found = openings(availability, { from: now, to: now + ahead, visitorZone: zone });
  const byDate = Map.groupBy(found, ({ day }) => day);
  const days = [...byDate].slice(0, daysShown).map(([date, openings]) => ({ date, openings }));
  return { days: slotDays(days, { zone, locale }), next: found[0]?.startsAt ?? null };
}
