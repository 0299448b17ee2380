import { addHours } from "#app/domain/availability/set-hours.ts";
import { book, type Wish } from "#app/domain/bookings/book.ts";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { Ctx, House, MemberActor } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { openPractice, takeOn } from "#app/domain/practices/open.ts";
import { type NewSessionType, offer } from "#app/domain/session-types/offer.ts";
import { join, type NewLicence } from "#app/domain/therapists/join.ts";
import { newId } from "#app/values/ids.ts";

let made = 0;

export type TestPractice = Awaited<ReturnType<typeof aPractice>>;

type Wishes = {
  zone?: string;
  hours?: { weekday: number; startMinute: number; length: number }[];
  perDayCap?: number;
  licences?: NewLicence[];
  isHome?: boolean;
};

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 8 * 60, length: 12 * 60 }));

/** A practice with one therapist, open every day from eight to eight, who offers a free call and a paid session. */
export async function aPractice(
  house: House,
  { zone = "Europe/Lisbon", hours = everyDay, perDayCap, licences, isHome = false }: Wishes = {},
) {
  made += 1;
  const slug = `therapist-${made}-${process.pid}`;
  const ctx = await openPractice(
    house,
    {
      slug: `practice-${slug}`,
      name: "Test Practice",
      country: "PT",
      zone,
      locale: "en-GB",
      currency: "EUR",
      isHome,
      headline: "A first conversation",
      lead: "Hello.",
      strapline: "registered hypnotherapist",
      email: "practice@selvage.test",
      address: "Rua da Prova 1, Lisbon",
      replyTime: "within a working day",
    },
    [
      { kind: "privacy", version: "2026-11-20", body: "Privacy." },
      { kind: "terms", version: "2026-11-20", body: "Terms." },
      { kind: "accessibility", version: "2026-11-20", body: "Accessibility." },
    ],
  );
  const { memberId, userId } = await takeOn(ctx, {
    email: `${slug}@selvage.test`,
    name: "Tess Therapist",
    roles: ["owner", "therapist"],
  });
  const { therapistId } = await join(
    ctx,
    {
      memberId,
      slug,
      name: "Tess Therapist",
      firstName: "Tess",
      title: "Hypnotherapist",
      headline: "Calm",
      zone,
      roomUrl: "https://rooms.selvage.test/tess",
      isPublished: true,
      perDayCap: perDayCap ?? null,
    },
    licences,
  );
  await addHours(
    ctx,
    therapistId,
    hours.map((hour) => ({ ...hour, zone })),
  );
  await offer(ctx, aType({ slug: "discovery", kind: "discovery", minutes: 20, price: 0 }), [therapistId]);
  await offer(ctx, aType({ slug: "session", kind: "individual", minutes: 50, price: 8500 }), [therapistId]);
  const actor = aMember(ctx.practiceId, { userId, memberId, therapistId, roles: ["owner", "therapist"] });
  return {
    ctx,
    /** The same, asked by the therapist herself. */
    own: { ...ctx, actor },
    memberId,
    userId,
    therapistId,
    slug,
    wish: (wish: Partial<Wish>) => aWish(therapistId, zone, wish),
    aClient: () => aSignedInClient(ctx, therapistId),
  };
}

/** A session type with plain defaults. */
export function aType(type: Partial<NewSessionType> & Pick<NewSessionType, "slug">): NewSessionType {
  return {
    name: type.slug,
    kind: "individual",
    place: "online",
    minutes: 50,
    price: 0,
    step: 10,
    notice: 120,
    horizonDays: 60,
    termsWindow: 120,
    ...type,
  };
}

let guests = 0;

/** What a stranger asks for, tomorrow at ten in the therapist's clock unless said otherwise. */
export function aWish(therapistId: string, zone: string, wish: Partial<Wish> = {}): Wish {
  guests += 1;
  return {
    therapistId,
    typeSlug: "discovery",
    startsAt: Date.parse("2027-02-04T10:00:00Z"),
    name: `Guest ${guests}`,
    email: `guest-${guests}@selvage.test`,
    zone,
    adult: true,
    ...wish,
  };
}

/** A client who can sign in, in stage discovery; `begin` opens the doors. */
async function aSignedInClient(ctx: Ctx, therapistId: string) {
  guests += 1;
  const person = { name: `Client ${guests}`, email: `client-${guests}@selvage.test` };
  const { userId } = await knowByAddress(ctx, person);
  const { clientId } = await addClient(ctx, {
    kind: "individual",
    name: person.name,
    people: [{ ...person, userId, role: "self" }],
  });
  await beginCare(ctx, clientId, therapistId);
  const asClient: Ctx = { ...ctx, actor: { kind: "client", userId } };
  return {
    ctx: asClient,
    clientId,
    ...person,
    begin: () => moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy: "call" }),
    book: (wish: Wish) => book(asClient, wish),
  };
}

/** Somebody who works in a practice; a plain therapist without a profile unless said otherwise. */
export function aMember(practiceId: string, wishes: Partial<MemberActor> = {}): MemberActor {
  return {
    kind: "member",
    userId: newId(),
    memberId: newId(),
    practiceId,
    roles: ["therapist"],
    therapistId: null,
    intake: false,
    clinicalLead: false,
    ...wishes,
  };
}
