import { index, layout, prefix, type RouteConfig, route } from "@react-router/dev/routes";
import { programs } from "./routes/api/routes.ts";
import { booking } from "./routes/book/routes.ts";
import { forYou } from "./routes/client/for-you/routes.ts";
import { clientMoney } from "./routes/client/payments/routes.ts";
import { clientBooks } from "./routes/client/routes.ts";
import { clientMessages, practiceMessages } from "./routes/messages/routes.ts";
import { office } from "./routes/office/routes.ts";
import { money } from "./routes/practice/billing/routes.ts";
import { askedForms } from "./routes/practice/forms/routes.ts";
import { library } from "./routes/practice/library/routes.ts";
import { clinicalRecord } from "./routes/practice/notes/routes.ts";
import { seenAs } from "./routes/practice/seen-as/routes.ts";
import { calendarSettings, moneySettings } from "./routes/practice/settings/routes.ts";
import { waiting } from "./routes/waiting/routes.ts";

/** Everything that can be asked, grouped by who is standing there. */
export default [
  // Anybody: the practice's site
  index("routes/public/home.tsx"),
  route("therapists", "routes/public/therapists.tsx"),
  route("therapists/:slug", "routes/public/therapist.tsx"),
  route("therapists/:slug/photo", "routes/public/photo.ts"),
  route("fees", "routes/public/fees.tsx"),
  route("contact", "routes/public/contact.tsx"),
  route("help-now", "routes/public/help-now.tsx"),
  route("privacy", "routes/public/privacy.tsx"),
  route("terms", "routes/public/terms.tsx"),
  route("accessibility", "routes/public/accessibility.tsx"),
  route("what-this-is-not", "routes/public/what-this-is-not.tsx"),
  route("theme", "routes/public/theme.tsx"),

  // Whoever read the code on the console, while nobody has this deployment yet
  ...prefix("setup", [
    index("routes/setup/begin.tsx"),
    layout("routes/setup/setup.tsx", [
      route("you", "routes/setup/you.tsx"),
      route("practice", "routes/setup/practice.tsx"),
      route("sessions", "routes/setup/sessions.tsx"),
      route("hours", "routes/setup/hours.tsx"),
      route("terms", "routes/setup/terms.tsx"),
      route("words", "routes/setup/words.tsx"),
      route("photo", "routes/setup/photo.tsx"),
      route("review", "routes/setup/review.tsx"),
    ]),
    route("preview", "routes/setup/preview.tsx", [
      index("routes/setup/preview-home.tsx"),
      route("profile", "routes/setup/preview-profile.tsx"),
      route("times", "routes/setup/preview-times.tsx"),
    ]),
    route("preview/photo", "routes/setup/preview-photo.ts"),
  ]),

  // Somebody who wants a time, and who has one
  ...booking,

  // Whoever pays what is owed, by the link they were given
  route("pay/:token", "routes/paying/debt.tsx"),

  // Somebody who waits for one, by their private link
  ...waiting,

  // Signing in and out
  ...prefix("sign-in", [
    index("routes/auth/sign-in.tsx"),
    route("sent", "routes/auth/sent.tsx"),
    route("code", "routes/auth/code.tsx"),
    route("standing", "routes/auth/standing.tsx"),
    route("second-factor", "routes/auth/second-factor.tsx"),
    route("second-factor/set-up", "routes/auth/set-up.tsx"),
    route("second-factor/set-up/passkey", "routes/auth/set-up-passkey.tsx"),
    route("recovery-code", "routes/auth/recovery-code.tsx"),
    route("passkey", "routes/auth/passkey.tsx"),
    route("passkey/challenge", "routes/auth/passkey-challenge.ts"),
    ...(import.meta.env?.DEV ? [route("password", "routes/auth/password.tsx")] : []),
  ]),
  route("sign-out", "routes/auth/sign-out.tsx"),
  route("link/:token", "routes/auth/link.tsx"),
  route("join/:token", "routes/auth/join.tsx"),
  route("address/:token", "routes/auth/address.tsx"),
  route("unsubscribe/:token", "routes/public/unsubscribe.tsx"),

  // A client, in their own place
  route("client", "routes/client/client.tsx", [
    index("routes/client/home.tsx"),
    route("sessions", "routes/client/sessions.tsx"),
    route("sessions/:id", "routes/client/session.tsx"),
    route("sessions/:id/move", "routes/client/move.tsx"),
    route("sessions/:id/earlier", "routes/client/earlier.tsx"),
    route("sessions/:id/cancellation", "routes/client/cancellation.tsx"),
    route("waiting/:id", "routes/client/waiting.ts"),
    route("sessions/:id/join", "routes/client/join.tsx"),
    route("sessions/:id/lines", "routes/client/lines.tsx"),
    route("sessions/:id/undo", "routes/client/undo.tsx"),
    route("sessions/:id/another", "routes/client/another.tsx"),
    route("sessions/:id/payment", "routes/client/payment-step.tsx"),
    route("sessions/:id/choice", "routes/client/choice.tsx"),
    route("sessions/:id/calendar.ics", "routes/client/calendar-file.ts"),
    ...clientBooks,
    ...clientMoney,
    ...forYou,
    ...clientMessages,
    route("notices", "routes/client/notices.tsx"),
    route("notices/read", "routes/client/notices-read.tsx"),
    route("notices/:id", "routes/client/notice.tsx"),
    route("account", "routes/client/account.tsx"),
    route("account/contact", "routes/client/contact.tsx"),
    route("account/safe-contact", "routes/client/safe-contact.tsx"),
    route("account/reminders", "routes/client/reminders.tsx"),
    route("account/notices", "routes/client/notice-choices.tsx"),
    route("account/address", "routes/client/address.tsx"),
    route("account/devices", "routes/client/devices.tsx"),
    route("account/export.json", "routes/client/export-json.ts"),
    route("account/export.html", "routes/client/export-html.tsx"),
    route("account/record-access", "routes/client/record-access.tsx"),
    route("account/erasure", "routes/client/erasure.tsx"),
    route("account/closing", "routes/client/closing.tsx"),
    route("*", "routes/client/nothing.tsx"),
  ]),

  // A therapist’s own calendar program, by its private address
  route("calendar/:file", "routes/calendar/feed.ts"),

  // What somebody was given to see or hear, or sent
  route("files/:id", "routes/files/file.ts"),

  // The people of a practice, at work
  route("practice", "routes/practice/practice.tsx", [
    index("routes/practice/index.ts"),
    route("today", "routes/practice/today/today.tsx"),
    route("today/attendance", "routes/practice/today/attendance.tsx"),
    route("today/notices", "routes/practice/today/notices.tsx"),
    route("stream", "routes/practice/stream.ts"),
    route("notices", "routes/practice/notices/notices.tsx"),
    route("notices/read", "routes/practice/notices/read.tsx"),
    route("notices/:id", "routes/practice/notices/notice.tsx"),
    route("calendar", "routes/practice/calendar/calendar.tsx"),
    route("calendar/questions/:id", "routes/practice/calendar/question.tsx"),
    route("calendar/block", "routes/practice/calendar/block.tsx"),
    route("calendar/block/:id", "routes/practice/calendar/blocked.tsx"),
    route("bookings", "routes/practice/bookings/bookings.tsx"),
    route("bookings/new", "routes/practice/bookings/new.tsx"),
    route("bookings/:id", "routes/practice/bookings/booking.tsx"),
    route("bookings/:id/confirmation", "routes/practice/bookings/confirmation.tsx"),
    route("bookings/:id/refusal", "routes/practice/bookings/refusal.tsx"),
    route("bookings/:id/attendance", "routes/practice/bookings/attendance.tsx"),
    route("bookings/:id/absence", "routes/practice/bookings/absence.tsx"),
    route("bookings/:id/move", "routes/practice/bookings/move.tsx"),
    route("bookings/:id/cancellation", "routes/practice/bookings/cancellation.tsx"),
    route("bookings/:id/admission", "routes/practice/bookings/admission.tsx"),
    route("bookings/:id/fee", "routes/practice/bookings/fee.tsx"),
    ...money,
    ...library,
    ...askedForms,
    route("sick-days/new", "routes/practice/sick-days/new.tsx"),
    route("sick-days/:id", "routes/practice/sick-days/sick-day.tsx"),
    route("sick-days/:id/undo", "routes/practice/sick-days/undo.tsx"),
    route("sick-days/:id/settled", "routes/practice/sick-days/settled.tsx"),
    route("series/new", "routes/practice/series/new.tsx"),
    route("series/:id", "routes/practice/series/series.tsx"),
    route("series/:id/move", "routes/practice/series/move.tsx"),
    route("series/:id/cancellation", "routes/practice/series/cancellation.tsx"),
    route("series/:id/ending", "routes/practice/series/ending.tsx"),
    route("waiting", "routes/practice/waiting-list/waiting-list.tsx"),
    route("waiting/new", "routes/practice/waiting-list/new.tsx"),
    route("waiting/:id", "routes/practice/waiting-list/wait.tsx"),
    route("waiting/:id/offer", "routes/practice/waiting-list/offer.tsx"),
    route("waiting/:id/withdrawal", "routes/practice/waiting-list/withdrawal.tsx"),
    route("waiting/:id/removal", "routes/practice/waiting-list/removal.tsx"),
    ...practiceMessages,
    route("clients", "routes/practice/clients/clients.tsx"),
    route("clients/new", "routes/practice/clients/new.tsx"),
    route("clients/:id", "routes/practice/clients/record.tsx"),
    route("clients/:id/details", "routes/practice/clients/details.tsx"),
    route("clients/:id/people/new", "routes/practice/clients/new-person.tsx"),
    route("clients/:id/people/:person", "routes/practice/clients/person.tsx"),
    route("clients/:id/invitation", "routes/practice/clients/invitation.tsx"),
    route("clients/:id/as", "routes/practice/seen-as/people.tsx"),
    route("clients/:id/beginning", "routes/practice/clients/beginning.tsx"),
    route("clients/:id/waiting", "routes/practice/clients/waiting.tsx"),
    route("clients/:id/referral", "routes/practice/clients/referral.tsx"),
    route("clients/:id/stage", "routes/practice/clients/stage.tsx"),
    route("clients/:id/break-glass", "routes/practice/clients/break-glass.tsx"),
    route("clients/:id/break-glass/end", "routes/practice/clients/close-glass.tsx"),
    route("clients/:id/billing", "routes/practice/clients/billing.tsx"),
    route("availability", "routes/practice/availability/availability.tsx"),
    route("availability/week", "routes/practice/availability/week.tsx"),
    route("availability/dates", "routes/practice/availability/dates.tsx"),
    route("availability/dates/:date", "routes/practice/availability/date.tsx"),
    route("availability/limits", "routes/practice/availability/limits.tsx"),
    route("availability/away", "routes/practice/availability/away.tsx"),
    route("availability/away/:id", "routes/practice/availability/return.tsx"),
    route("session-types", "routes/practice/session-types/session-types.tsx"),
    route("session-types/new", "routes/practice/session-types/new.tsx"),
    route("session-types/:id", "routes/practice/session-types/session-type.tsx"),
    route("settings", "routes/practice/settings/settings.tsx"),
    route("settings/profile", "routes/practice/settings/profile.tsx"),
    route("settings/profile/photo", "routes/practice/settings/photo.tsx"),
    route("settings/profile/photo/removal", "routes/practice/settings/photo-removal.tsx"),
    route("settings/practising", "routes/practice/settings/practising.tsx"),
    route("settings/practising/wiping", "routes/practice/settings/wiping.tsx"),
    route("settings/site", "routes/practice/settings/site.tsx"),
    route("settings/practice", "routes/practice/settings/practice.tsx"),
    route("settings/policies/:kind", "routes/practice/settings/policy.tsx"),
    ...moneySettings,
    ...calendarSettings,
    ...clinicalRecord,
    route("settings/notices", "routes/practice/settings/notices.tsx"),
    route("settings/letters", "routes/practice/settings/letters/letters.tsx"),
    route("settings/letters/:letter", "routes/practice/settings/letters/letter.tsx"),
    route("settings/letters/:letter/preview", "routes/practice/settings/letters/preview.ts"),
    route("settings/letters/:letter/test", "routes/practice/settings/letters/test.tsx"),
    route("settings/deliveries", "routes/practice/settings/deliveries/deliveries.tsx"),
    route("settings/deliveries/:id/again", "routes/practice/settings/deliveries/again.tsx"),
    route("settings/security", "routes/practice/settings/security.tsx"),
    route("settings/security/devices", "routes/practice/settings/devices.tsx"),
    route("settings/security/address", "routes/practice/settings/address.tsx"),
    route("settings/security/app", "routes/practice/settings/authenticator.tsx"),
    route("settings/security/app/removal", "routes/practice/settings/authenticator-removal.tsx"),
    route("settings/security/recovery-codes", "routes/practice/settings/recovery-codes.tsx"),
    route("settings/security/passkeys", "routes/practice/settings/passkeys.tsx"),
    route("settings/security/passkeys/:id", "routes/practice/settings/passkey.tsx"),
    route("*", "routes/practice/nothing.tsx"),
  ]),

  // The same, looking through a client's eyes; nothing here changes anything
  seenAs,

  // The office of a practice
  office,

  // Programs
  ...programs,

  // What outside services tell
  route("hooks/google-calendar", "routes/hooks/google-calendar.ts"),
  route("hooks/resend", "routes/hooks/resend.ts"),
  route("hooks/stripe/:practice", "routes/hooks/stripe.ts"),

  // Search engines and whoever watches over the house
  route("sitemap.xml", "routes/operations/sitemap.ts"),
  route("robots.txt", "routes/operations/robots.ts"),
  route("healthz", "routes/operations/health.ts"),
  route("readyz", "routes/operations/ready.ts"),
  route("metrics", "routes/operations/metrics.ts"),

  route("*", "routes/public/not-found.tsx"),
] satisfies RouteConfig;
