import type { NewPractice } from "#app/domain/practices/open.ts";
import type { NewSessionType } from "#app/domain/session-types/offer.ts";
import type { Desk } from "./desk.ts";
import { offerAll, openLongAgo, type Profile, settle } from "./opening.ts";
import type { Past } from "./past.ts";

export const marensZone = "Europe/Lisbon";
export const marensSlug = "maren-holt";

/** Open the solo practice of the demo. */
export function openMaren(past: Past): Promise<Desk> {
  return openLongAgo(past, practice, async (ctx) => {
    const { therapistId, own } = await settle(ctx, marensZone, maren);
    await offerAll(
      ctx,
      types.map((type) => ({ type, by: [therapistId] })),
    );
    return { past, ctx, own, therapistId };
  });
}

const practice: NewPractice = {
  slug: marensSlug,
  name: "Maren Holt",
  country: "PT",
  zone: marensZone,
  locale: "en-GB-u-hc-h12",
  currency: "EUR",
  isHome: true,
  headline: "A first conversation, at your pace",
  lead: "I’m Maren. I work with anxiety, sleep and old habits that no longer fit — through talking and clinical hypnotherapy. We start with a free 20-minute call, so you can decide whether I’m right for you.",
  strapline: "registered hypnotherapist · Lisbon and online",
  about:
    "I see people in a quiet second-floor room in Lisbon and, for about half of my week, online. I keep the practice small on purpose: it is only me, and I read every message myself.",
  email: "maren@demo.test",
  address: "Rua do Tear 14, 2.º, 1200-443 Lisboa",
  replyTime: "Within one working day, usually the same evening",
};

const bio = `People often arrive a little tired of explaining themselves. You don’t need the right words here, and you don’t need to have tried everything else first.

## How I work

We talk, and when it helps we use clinical hypnotherapy: a state of focused attention, much like being lost in a book. You hear everything, you remember it, and you can stop whenever you like. Most people feel rested afterwards and slightly surprised at how ordinary it was.

I work in short arcs. We agree on what should be different, look again after four sessions, and stop when it is.

## What I’m asked about most

- Sleep that doesn’t come, or doesn’t stay
- Worry that runs ahead of the day
- Habits that were useful once: nails, cigarettes, the phone at two in the morning
- Exams, flights, and other things with a date

## What I’m not

I’m not a doctor and I don’t prescribe. If something else would serve you better, I’ll say so in the first call, and tell you who I’d ask.

## Training

Diploma in clinical hypnotherapy (2011), registered since 2012, in supervision every month. Before that I taught for nine years, mostly teenagers, mostly before nine in the morning.`;

const maren: Profile = {
  email: "maren@demo.test",
  isOwner: true,
  intake: true,
  slug: "maren",
  name: "Maren Holt",
  firstName: "Maren",
  title: "Registered hypnotherapist",
  headline: "For anxiety, sleep and old habits that no longer fit.",
  bio,
  specialties: ["Anxiety", "Sleep", "Habits", "Exams and performance", "Fear of flying"],
  languages: ["English", "Portuguese", "Danish"],
  roomUrl: "https://rooms.demo.test/maren",
  perDayCap: 7,
  isPublished: true,
  hours: [
    { weekdays: [1, 2, 3, 4, 5], from: "09:00", until: "13:00" },
    { weekdays: [1, 2, 4, 5], from: "14:00", until: "18:30" },
    { weekdays: [3], from: "14:00", until: "20:00" },
  ],
};

const paid = {
  kind: "individual",
  place: "online",
  bufferBefore: 10,
  bufferAfter: 10,
  step: 30,
  notice: 24 * 60,
  horizonDays: 60,
  termsWindow: 24 * 60,
  lateFeePercent: 100,
  chargeWhen: "after_session",
} as const;

const types: NewSessionType[] = [
  {
    slug: "discovery",
    name: "First call",
    description: "We find out whether I’m the right person. No forms, and nothing to prepare.",
    kind: "discovery",
    place: "online",
    minutes: 20,
    price: 0,
    bufferBefore: 5,
    bufferAfter: 10,
    step: 40,
    notice: 4 * 60,
    horizonDays: 42,
    termsWindow: 2 * 60,
  },
  {
    ...paid,
    slug: "session",
    name: "Session",
    description: "Our usual hour.",
    minutes: 50,
    price: 8500,
    chargeWhen: "at_booking",
  },
  {
    ...paid,
    slug: "long-session",
    name: "Long session",
    description: "For a first working session, or when an hour feels hurried.",
    minutes: 80,
    price: 12_000,
  },
  {
    ...paid,
    slug: "couple",
    name: "Session for two",
    description: "For couples, with time for each of you.",
    kind: "couple",
    minutes: 75,
    price: 11_000,
    bufferAfter: 15,
    chargeWhen: "monthly",
  },
  {
    ...paid,
    slug: "sleep-evening",
    name: "An evening about sleep",
    description: "A talk and a long, guided wind-down for twelve people. Bring a blanket.",
    kind: "event",
    place: "in_person",
    minutes: 90,
    price: 1500,
    bufferBefore: 15,
    bufferAfter: 15,
    capacity: 12,
    isOpenToAll: true,
  },
];
