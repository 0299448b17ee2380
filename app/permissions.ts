import type { Deed } from "./domain/practices/rules.ts";
import { programs } from "./routes/api/permissions.ts";
import { forYou } from "./routes/client/for-you/permissions.ts";
import { clientMoney } from "./routes/client/payments/permissions.ts";
import { conversations } from "./routes/messages/permissions.ts";
import { office } from "./routes/office/permissions.ts";
import { hours } from "./routes/practice/availability/permissions.ts";
import { money } from "./routes/practice/billing/permissions.ts";
import { askedForms } from "./routes/practice/forms/permissions.ts";
import { library } from "./routes/practice/library/permissions.ts";
import { clinicalRecord } from "./routes/practice/notes/permissions.ts";
import { seenAs } from "./routes/practice/seen-as/permissions.ts";
import { settings } from "./routes/practice/settings/permissions.ts";
import { settingUp } from "./routes/setup/permissions.ts";
import { waiting } from "./routes/waiting/permissions.ts";

/**
 * Who may ask what of every route in routes.ts: the other half of `may`. The build fails when a route is missing here
 * (react-router.config.ts), and the matrix in tests/permissions tries every line as every kind of person.
 *
 * `anybody`: the door is open. `setup`: whoever opened setting up with the printed code, while nobody has the place.
 * `holder`: whoever has the private link. `person`: anybody who is signed in. `client`: a client, about what is their
 * own. `member`: somebody of the practice whose reach for the deed covers the record named in the address. `see` asks,
 * `change` changes; a line without one has no such operation.
 */
export type Operation = {
  by: "anybody" | "setup" | "holder" | "person" | "client" | "member";
  see?: Deed | true;
  change?: Deed | true;
  /** What `:id` in the address names, when it names a record. */
  of?: Named;
};

type Named =
  | ("notice" | "booking" | "series" | "client" | "time")
  | ("sick_day" | "wait" | "passkey" | "import" | "letter" | "paper" | "payment" | "code")
  | ("dispute" | "refund" | "question" | "calendar" | "content" | "note" | "thread")
  | ("form" | "asked");

const open = { by: "anybody", see: true } as const;
const openForm = { by: "anybody", see: true, change: true } as const;
const held = { by: "holder", see: true, change: true } as const;
const own = { by: "client", see: true } as const;
const ownForm = { by: "client", see: true, change: true } as const;
const ownBooking = { by: "client", see: true, change: true, of: "booking" } as const;

/** A page of the practice: what it takes to see it, and to change something there. */
function work(see: Deed, change?: Deed, of?: Operation["of"]): Operation {
  return { by: "member", see, ...(change && { change }), ...(of && { of }) };
}

export const permissions: Record<string, Operation> = {
  "routes/public/home.tsx": open,
  "routes/public/therapists.tsx": open,
  "routes/public/therapist.tsx": open,
  "routes/public/photo.ts": open,
  "routes/public/fees.tsx": open,
  "routes/public/contact.tsx": open,
  "routes/public/help-now.tsx": open,
  "routes/public/privacy.tsx": open,
  "routes/public/terms.tsx": open,
  "routes/public/accessibility.tsx": open,
  "routes/public/what-this-is-not.tsx": open,
  "routes/public/theme.tsx": { by: "anybody", change: true },
  "routes/public/not-found.tsx": open,

  ...settingUp,

  "routes/book/index.tsx": open,
  "routes/book/times.tsx": open,
  "routes/book/details.tsx": openForm,
  "routes/book/pay.tsx": held,
  "routes/book/return.tsx": open,
  "routes/book/done.tsx": { by: "holder", see: true },
  "routes/book/manage.tsx": { by: "holder", see: true },
  "routes/book/move.tsx": held,
  "routes/book/cancellation.tsx": held,
  "routes/book/choice.tsx": held,
  "routes/book/card.tsx": held,
  "routes/book/join.tsx": held,
  "routes/book/lines.tsx": held,
  "routes/book/undo.tsx": held,
  "routes/book/earlier.tsx": held,
  "routes/book/waiting.tsx": openForm,
  "routes/book/waiting-asked.tsx": open,
  "routes/book/another.tsx": held,
  "routes/book/calendar.ts": { by: "holder", see: true },

  "routes/paying/debt.tsx": held,

  ...waiting,

  "routes/auth/sign-in.tsx": openForm,
  "routes/auth/sent.tsx": open,
  "routes/auth/code.tsx": { by: "anybody", change: true },
  "routes/auth/standing.tsx": { by: "person", see: true, change: true },
  "routes/auth/second-factor.tsx": { by: "person", see: true, change: true },
  "routes/auth/set-up.tsx": { by: "person", see: true, change: true },
  "routes/auth/set-up-passkey.tsx": { by: "person", change: true },
  "routes/auth/recovery-code.tsx": { by: "person", see: true, change: true },
  "routes/auth/passkey.tsx": { by: "person", change: true },
  "routes/auth/passkey-challenge.ts": { by: "person", change: true },
  "routes/auth/password.tsx": openForm,
  "routes/auth/sign-out.tsx": openForm,
  "routes/auth/link.tsx": openForm,
  "routes/auth/join.tsx": open,
  "routes/auth/address.tsx": openForm,

  "routes/public/unsubscribe.tsx": held,

  "routes/client/client.tsx": own,
  "routes/client/home.tsx": own,
  "routes/client/sessions.tsx": own,
  "routes/client/session.tsx": { by: "client", see: true, of: "booking" },
  "routes/client/move.tsx": ownBooking,
  "routes/client/cancellation.tsx": ownBooking,
  "routes/client/earlier.tsx": ownBooking,
  "routes/client/waiting.ts": { by: "client", see: true, of: "wait" },
  "routes/client/join.tsx": ownBooking,
  "routes/client/lines.tsx": ownBooking,
  "routes/client/undo.tsx": { by: "client", change: true, of: "booking" },
  "routes/client/another.tsx": ownBooking,
  "routes/client/payment-step.tsx": ownBooking,
  "routes/client/choice.tsx": { by: "client", change: true, of: "booking" },
  "routes/client/calendar-file.ts": { by: "client", see: true, of: "booking" },
  "routes/client/book.tsx": own,
  "routes/client/times.tsx": ownForm,
  "routes/client/price.tsx": ownForm,
  "routes/client/series-new.tsx": ownForm,
  "routes/client/series.tsx": { by: "client", see: true, of: "series" },
  "routes/client/series-move.tsx": { by: "client", see: true, change: true, of: "series" },
  "routes/client/series-cancellation.tsx": { by: "client", see: true, change: true, of: "series" },
  "routes/client/notices.tsx": own,
  "routes/client/notices-read.tsx": { by: "client", change: true },
  "routes/client/notice.tsx": { by: "client", see: true, of: "notice" },
  "routes/client/account.tsx": own,
  "routes/client/notice-choices.tsx": ownForm,
  "routes/client/contact.tsx": ownForm,
  "routes/client/safe-contact.tsx": ownForm,
  "routes/client/reminders.tsx": ownForm,
  "routes/client/address.tsx": ownForm,
  "routes/client/devices.tsx": ownForm,
  "routes/client/export-json.ts": own,
  "routes/client/export-html.tsx": own,
  "routes/client/record-access.tsx": own,
  "routes/client/erasure.tsx": ownForm,
  "routes/client/closing.tsx": ownForm,
  "routes/client/nothing.tsx": own,

  "routes/calendar/feed.ts": { by: "holder", see: true },

  "routes/files/file.ts": { by: "person", see: true },

  "routes/practice/practice.tsx": work("security.own"),
  "routes/practice/index.ts": work("security.own"),
  "routes/practice/today/today.tsx": work("diary.see"),
  "routes/practice/today/attendance.tsx": { by: "member", change: "diary.change" },
  "routes/practice/today/notices.tsx": { by: "member", change: "diary.see" },
  "routes/practice/stream.ts": work("diary.see"),
  "routes/practice/notices/notices.tsx": work("security.own"),
  "routes/practice/notices/read.tsx": { by: "member", change: "security.own" },
  "routes/practice/notices/notice.tsx": work("security.own", undefined, "notice"),
  "routes/practice/calendar/calendar.tsx": work("diary.see"),
  "routes/practice/calendar/question.tsx": work("diary.see", "diary.change", "question"),
  "routes/practice/calendar/block.tsx": work("diary.change", "diary.change"),
  "routes/practice/calendar/blocked.tsx": work("diary.see", "diary.change", "time"),
  "routes/practice/bookings/bookings.tsx": work("diary.see"),
  "routes/practice/bookings/new.tsx": work("diary.change", "diary.change"),
  "routes/practice/bookings/booking.tsx": work("diary.see", undefined, "booking"),
  "routes/practice/bookings/confirmation.tsx": { by: "member", change: "diary.change", of: "booking" },
  "routes/practice/bookings/refusal.tsx": work("diary.change", "diary.change", "booking"),
  "routes/practice/bookings/attendance.tsx": { by: "member", change: "diary.change", of: "booking" },
  "routes/practice/bookings/absence.tsx": { by: "member", change: "diary.change", of: "booking" },
  "routes/practice/bookings/move.tsx": work("diary.change", "diary.change", "booking"),
  "routes/practice/bookings/cancellation.tsx": work("diary.change", "diary.change", "booking"),
  "routes/practice/bookings/admission.tsx": { by: "member", change: "care.decide", of: "booking" },
  "routes/practice/bookings/fee.tsx": { by: "member", change: "fee.decide", of: "booking" },
  "routes/practice/sick-days/new.tsx": work("diary.change", "diary.change"),
  "routes/practice/sick-days/sick-day.tsx": work("diary.change", undefined, "sick_day"),
  "routes/practice/sick-days/undo.tsx": { by: "member", change: "diary.change", of: "sick_day" },
  "routes/practice/sick-days/settled.tsx": { by: "member", change: "diary.change", of: "sick_day" },
  "routes/practice/series/new.tsx": work("diary.change", "diary.change"),
  "routes/practice/series/series.tsx": work("diary.see", undefined, "series"),
  "routes/practice/series/move.tsx": work("diary.change", "diary.change", "series"),
  "routes/practice/series/cancellation.tsx": work("diary.change", "diary.change", "series"),
  "routes/practice/series/ending.tsx": { by: "member", change: "diary.change", of: "series" },
  "routes/practice/waiting-list/waiting-list.tsx": work("diary.see"),
  "routes/practice/waiting-list/new.tsx": work("diary.change", "diary.change"),
  "routes/practice/waiting-list/wait.tsx": work("diary.see", undefined, "wait"),
  "routes/practice/waiting-list/offer.tsx": work("diary.change", "diary.change", "wait"),
  "routes/practice/waiting-list/withdrawal.tsx": { by: "member", change: "diary.change", of: "wait" },
  "routes/practice/waiting-list/removal.tsx": work("diary.change", "diary.change", "wait"),
  "routes/practice/clients/clients.tsx": work("client.see"),
  "routes/practice/clients/new.tsx": work("care.decide", "care.decide"),
  "routes/practice/clients/record.tsx": work("client.see", undefined, "client"),
  "routes/practice/clients/details.tsx": work("client.change", "client.change", "client"),
  "routes/practice/clients/new-person.tsx": work("client.change", "client.change", "client"),
  "routes/practice/clients/person.tsx": work("client.change", "client.change", "client"),
  "routes/practice/clients/invitation.tsx": { by: "member", change: "client.change", of: "client" },
  "routes/practice/clients/beginning.tsx": work("care.decide", "care.decide", "client"),
  "routes/practice/clients/waiting.tsx": { by: "member", change: "care.decide", of: "client" },
  "routes/practice/clients/referral.tsx": work("care.decide", "care.decide", "client"),
  "routes/practice/clients/billing.tsx": work("money.take", "money.take", "client"),
  "routes/practice/clients/stage.tsx": work("care.decide", "care.decide", "client"),
  "routes/practice/clients/break-glass.tsx": work("glass.see", "glass.break", "client"),
  "routes/practice/clients/close-glass.tsx": { by: "member", change: "glass.break", of: "client" },
  "routes/practice/session-types/session-types.tsx": work("session_types.change"),
  "routes/practice/session-types/new.tsx": work("session_types.change", "session_types.change"),
  "routes/practice/session-types/session-type.tsx": work("session_types.change", "session_types.change"),
  "routes/practice/nothing.tsx": work("security.own"),

  ...clientMoney,
  ...forYou,
  ...library,
  ...seenAs,
  ...money,
  ...askedForms,
  ...settings,
  ...clinicalRecord,
  ...hours,
  ...office,
  ...conversations,

  "routes/hooks/google-calendar.ts": { by: "anybody", change: true },
  "routes/hooks/resend.ts": { by: "anybody", change: true },
  "routes/hooks/stripe.ts": { by: "anybody", change: true },

  ...programs,
  "routes/operations/sitemap.ts": open,
  "routes/operations/robots.ts": open,
  "routes/operations/health.ts": open,
  "routes/operations/ready.ts": open,
  "routes/operations/metrics.ts": open,
};
