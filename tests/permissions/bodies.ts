import { hourOverrides } from "#app/db/schema/availability.ts";
import { newId } from "#app/values/ids.ts";
import { formBodies } from "./asked-forms.ts";
import { calendarBodies } from "./calendars.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import { codeBodies } from "./codes.ts";
import { contentBodies } from "./content.ts";
import { erasureBodies } from "./erasures.ts";
import { anotherDevice, someNews } from "./everybody.ts";
import * as forms from "./forms.ts";
import { glassBodies } from "./glass.ts";
import { messageBodies } from "./messages.ts";
import { noteBodies } from "./notes.ts";
import { practising, twoFaces } from "./practising.ts";
import { aBooking, freshStart, type Named } from "./records.ts";
import { seriesBodies } from "./series.ts";
import { aPress } from "./sick-days.ts";
import { supervisionBodies } from "./supervision.ts";

type Body = Record<string, string>;
type Try = { named: Named; cast: Cast; side: Side; who: Principal };

let tries = 0;
function fresh(): number {
  tries += 1;
  return tries;
}

function dateOf(startsAt: number): string {
  return new Date(startsAt).toISOString().slice(0, 10);
}

function when(side: Side): Body {
  const startsAt = freshStart(side, 1);
  return { date: dateOf(startsAt), time: new Date(startsAt).toISOString().slice(11, 16), knowingly: "yes" };
}

/** Where a form names no record, a therapist speaks of what is their own, and the office of the first of them. */
function theirSide({ cast, who }: Try): Side {
  return who === "therapist other" ? cast.sides.other : cast.sides.own;
}

/**
 * A form that would be granted, for every operation that changes something behind a sign-in. `null`: it takes more than
 * a form (an authenticator, a last look at what ends), and is tried from both sides where it is built.
 */
export const bodies: Record<string, ((attempt: Try) => Body | Promise<Body>) | null> = {
  "routes/client/move.tsx": ({ side }) => ({ at: new Date(freshStart(side, 1)).toISOString() }),
  "routes/client/earlier.tsx": null, // Takes a full diary: tests/routes/waiting
  "routes/client/cancellation.tsx": () => ({ reason: "A cold." }),
  "routes/client/join.tsx": () => ({ country: "PT" }),
  "routes/client/lines.tsx": () => ({ lines: "I slept badly." }),
  "routes/client/another.tsx": ({ side }) => ({ at: new Date(freshStart(side, 1)).toISOString() }),
  "routes/client/undo.tsx": () => ({}),
  "routes/client/payment-step.tsx": () => ({ do: "let_go" }),
  "routes/client/payments.tsx": null, // Takes a debt or a kept card: tests/domain/payments/pay-owed.test.ts
  "routes/client/choice.tsx": null, // Takes a payment by card: tests/domain/payments/choices.test.ts
  "routes/client/times.tsx": ({ cast, side, who }) => {
    const asked = who === "client other" ? cast.sides.other : side;
    return { at: new Date(freshStart(asked, 1)).toISOString() };
  },
  "routes/client/price.tsx": null, // Keeps nothing: tests/routes/client/codes
  "routes/client/notices-read.tsx": (attempt) => someNews(attempt, "client"),
  // A grant is a person's own: tests/domain/calendar/connect.test.ts
  "routes/practice/settings/calendar/calendar.tsx": null,
  "routes/practice/settings/calendar/return.tsx": null,
  "routes/practice/settings/calendar/choice.tsx": null,
  "routes/practice/calendar/question.tsx": () => ({ do: "put_back", sequence: "0" }),
  ...seriesBodies,
  ...contentBodies,
  ...messageBodies,
  ...codeBodies,
  ...noteBodies,
  ...supervisionBodies,
  ...erasureBodies,
  ...formBodies,
  ...calendarBodies,
  "routes/client/notice-choices.tsx": () => ({ "email-own_bookings": fresh() % 2 ? "yes" : "" }),
  "routes/client/contact.tsx": () => ({ name: `Somebody ${fresh()}`, zone: "UTC" }),
  "routes/client/safe-contact.tsx": () => ({ mayEmail: "yes", calendarWords: `Call ${fresh()}` }),
  "routes/client/reminders.tsx": () => ({ reminders: "none" }),
  "routes/client/address.tsx": () => ({ email: `new-${fresh()}@selvage.test` }),
  "routes/client/devices.tsx": anotherDevice,
  "routes/client/erasure.tsx": null, // tests/routes/office/erasures.test.ts
  "routes/client/closing.tsx": null, // tests/domain/privacy, tests/routes/client

  "routes/practice/today/attendance.tsx": async (attempt) => ({
    ids: (await aBooking(attempt.cast, theirSide(attempt), "over")).id,
  }),
  "routes/practice/today/notices.tsx": (attempt) => someNews(attempt, "practice"),
  "routes/practice/notices/read.tsx": (attempt) => someNews(attempt, "practice"),
  "routes/practice/settings/notices.tsx": () => ({ "email-diary": fresh() % 2 ? "yes" : "" }),
  "routes/practice/calendar/block.tsx": () => ({
    date: dateOf(Date.now() + (100 + fresh()) * 86_400_000),
    whole: "yes",
    knowingly: "yes",
  }),
  "routes/practice/calendar/blocked.tsx": () => ({}),
  "routes/practice/bookings/new.tsx": (attempt) => ({
    client: theirSide(attempt).client.clientId,
    type: "hour",
    ...when(theirSide(attempt)),
  }),
  "routes/practice/bookings/confirmation.tsx": sequenceOf,
  "routes/practice/bookings/refusal.tsx": sequenceOf,
  "routes/practice/bookings/attendance.tsx": sequenceOf,
  "routes/practice/bookings/absence.tsx": sequenceOf,
  "routes/practice/bookings/move.tsx": (attempt) => ({ ...sequenceOf(attempt), ...when(attempt.side) }),
  "routes/practice/bookings/cancellation.tsx": sequenceOf,
  "routes/practice/bookings/admission.tsx": ({ named }) => ({ whereabouts: named.whereabouts ?? "" }),
  "routes/practice/bookings/fee.tsx": () => ({ decision: "waived" }),
  "routes/practice/bookings/payment.tsx": () => ({
    key: newId(),
    amount: "1",
    method: "cash",
    paidOn: "2026-01-05",
  }),
  "routes/practice/bookings/refund.tsx": () => ({ key: newId(), amount: "1" }),
  "routes/practice/clients/billing.tsx": () => ({ do: "arrange", chargeWhen: "monthly", payerId: "" }),
  "routes/practice/settings/payments.tsx": null, // Takes Stripe: tests/domain/payments/connect.test.ts
  "routes/practice/billing/reminder.tsx": () => ({}),
  "routes/practice/billing/link.tsx": null, // Takes Stripe: tests/domain/payments/debt-link.test.ts
  "routes/practice/billing/write-off.tsx": () => ({ reason: "agreed", amount: "4500" }),
  "routes/practice/billing/undo.tsx": () => ({}),
  "routes/practice/disputes/dispute.tsx": null, // Takes Stripe: tests/domain/payments/answer-dispute.test.ts
  "routes/practice/disputes/acceptance.tsx": null,
  "routes/practice/disputes/again.tsx": () => ({}),
  "routes/practice/disputes/by-hand.tsx": () => ({}),
  "routes/practice/waiting-list/new.tsx": () => ({
    name: `Somebody ${fresh()}`,
    email: `waits-${fresh()}@selvage.test`,
    zone: "UTC",
  }),
  "routes/practice/waiting-list/offer.tsx": ({ side }) => ({
    at: new Date(freshStart(side, 1)).toISOString(),
  }),
  "routes/practice/waiting-list/withdrawal.tsx": () => ({}),
  "routes/practice/waiting-list/removal.tsx": () => ({}),
  "routes/practice/sick-days/new.tsx": ({ cast, who }) => aPress(cast, who),
  "routes/practice/sick-days/undo.tsx": () => ({}),
  "routes/practice/sick-days/settled.tsx": ({ named }) => ({ booking: named.booking ?? "" }),
  "routes/practice/clients/new.tsx": (attempt) => ({
    of: theirSide(attempt).slug,
    kind: "individual",
    name: `Somebody ${fresh()}`,
    gate: "ongoing",
    reason: "already_my_client",
  }),
  "routes/practice/clients/details.tsx": () => ({ name: "Somebody", tags: `tag ${fresh()}` }),
  "routes/practice/clients/new-person.tsx": () => ({ ...forms.person, name: "A payer", role: "payer" }),
  "routes/practice/clients/person.tsx": () => ({ ...forms.person, name: `Somebody ${fresh()}` }),
  "routes/practice/clients/invitation.tsx": ({ named }) => ({ person: named.person ?? "" }),
  "routes/practice/clients/beginning.tsx": ({ side }) => ({ [`with-${side.slug}`]: "yes" }),
  "routes/practice/clients/waiting.tsx": () => ({}),
  "routes/practice/clients/referral.tsx": () => ({ why: "Another fits better.", toThem: "", places: "" }),
  "routes/practice/clients/stage.tsx": () => ({ to: "ongoing" }),
  ...glassBodies,
  "routes/practice/availability/week.tsx": async ({ cast, who }) => {
    const page = await (await cast.send(who, "/practice/availability/week")).text();
    const mark = /name="mark" value="([^"]*)"/.exec(page)?.[1] ?? "";
    return { zone: "UTC", mark, "mon-1-from": "07:00", "mon-1-to": `19:${10 + (fresh() % 50)}` };
  },
  "routes/practice/availability/dates.tsx": () => ({
    date: dateOf(Date.now() + (100 + fresh()) * 86_400_000),
    works: "off",
    zone: "UTC",
  }),
  "routes/practice/availability/date.tsx": async ({ cast }) => {
    for (const { ctx, therapistId } of [cast.sides.own, cast.sides.other]) {
      const override = {
        practiceId: ctx.practiceId,
        therapistId,
        date: "2030-01-07",
        zone: "UTC",
        ranges: [],
      };
      await cast.house.db.insert(hourOverrides).values(override).onConflictDoNothing();
    }
    return {};
  },
  "routes/practice/availability/limits.tsx": () => ({
    perDayCap: String(20 + (fresh() % 5)), // Never so few that a record of another test finds no room.
    perWeekCap: "90",
    perClientWeekCap: "14",
    caseload: "900",
    isAccepting: "yes",
  }),
  "routes/practice/availability/away.tsx": () => {
    const day = Date.now() + (100 + fresh()) * 86_400_000;
    return { from: dateOf(day), fromTime: "", until: dateOf(day), untilTime: "" };
  },
  "routes/practice/availability/return.tsx": () => ({}),
  "routes/practice/session-types/new.tsx": () => ({ ...forms.type, name: `Type ${fresh()}` }),
  "routes/practice/session-types/session-type.tsx": () => ({ ...forms.type, name: `Type ${fresh()}` }),
  "routes/practice/settings/profile.tsx": () => ({ ...forms.profile, headline: `Calm ${fresh()}` }),
  "routes/practice/settings/photo.tsx": null, // tests/routes/practice/photo: a file is no form of words
  "routes/practice/settings/photo-removal.tsx": ({ cast }) => twoFaces(cast),
  "routes/practice/settings/practising.tsx": (attempt) => practising(theirSide(attempt), "nobody"),
  "routes/practice/settings/wiping.tsx": (attempt) => practising(theirSide(attempt), "six"),
  "routes/practice/settings/site.tsx": () => ({ ...forms.site, headline: `Words ${fresh()}` }),
  "routes/practice/settings/practice.tsx": () => ({ ...forms.practice, name: `Practice ${fresh()}` }),
  "routes/practice/settings/policy.tsx": async ({ cast, who }) => {
    const page = await (await cast.send(who, "/practice/settings/policies/privacy")).text();
    const instead = /name="instead" value="([^"]*)"/.exec(page)?.[1] ?? "";
    return { body: `Privacy ${fresh()}.`, instead };
  },
  "routes/practice/settings/papers/papers.tsx": () => ({
    ...{ kind: "receipt", legalName: "", legalNumber: `PT ${fresh()}`, note: "" },
  }),
  "routes/practice/settings/tax/tax.tsx": () => ({ treatment: "exempt", reason: `Article ${fresh()}` }),
  "routes/practice/settings/tax/removal.tsx": () => ({}),
  "routes/practice/settings/letters/letters.tsx": () => ({ signature: `Regards ${fresh()}` }),
  "routes/practice/settings/letters/letter.tsx": () => ({ opening: `Lovely ${fresh()}` }),
  "routes/practice/settings/letters/test.tsx": () => ({}),
  "routes/practice/settings/deliveries/again.tsx": () => ({}),
  "routes/office/imports/new.tsx": (attempt) => ({
    of: theirSide(attempt).slug,
    list: `name\nFresh ${fresh()}`,
  }),
  "routes/office/imports/columns.tsx": () => ({
    "column-0": "name",
    stage: "ongoing",
    reason: "met_elsewhere",
  }),
  "routes/office/imports/confirmation.tsx": () => ({}),
  "routes/office/imports/removal.tsx": () => ({}),
  "routes/office/imports/undo.tsx": () => ({}),
  "routes/practice/settings/devices.tsx": anotherDevice,
  "routes/practice/settings/address.tsx": () => ({ email: `new-${fresh()}@selvage.test` }),
  "routes/practice/settings/authenticator.tsx": null, // tests/routes/auth/second-factor, tests/domain/identity
  "routes/practice/settings/authenticator-removal.tsx": null,
  "routes/practice/settings/recovery-codes.tsx": null,
  "routes/practice/settings/passkeys.tsx": null,
  "routes/practice/settings/passkey.tsx": null,
};

function sequenceOf({ named }: Try): Body {
  return { sequence: String(named.sequence ?? 0) };
}
