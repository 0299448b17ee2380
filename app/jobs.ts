import { sealEachMinute } from "./domain/audit/seal.ts";
import { expireHolds } from "./domain/bookings/expire-holds.ts";
import { markUnmarked } from "./domain/bookings/mark-unmarked.ts";
import { leaveCalendar } from "./domain/calendar/disconnect.ts";
import { pullDue } from "./domain/calendar/due.ts";
import { fillCalendar, refillAll } from "./domain/calendar/fill.ts";
import { lookAgain } from "./domain/calendar/look-again.ts";
import { pullCalendar } from "./domain/calendar/pull.ts";
import { followBooking, pushAppointment } from "./domain/calendar/push.ts";
import type { CalendarJob } from "./domain/calendar/turns.ts";
import { settleIn, settleInSigned } from "./domain/clients/settle-in.ts";
import type { Ctx, House, Subject } from "./domain/ctx.ts";
import { deleteBytes, sweepFiles } from "./domain/files/drop.ts";
import { tellAgain } from "./domain/forms/alerts.ts";
import { askFormsForStage } from "./domain/forms/ask.ts";
import { forgetCounters } from "./domain/identity/forget-counters.ts";
import { forgetAddressChanges, forgetLinks, forgetSessions } from "./domain/identity/forget-sign-ins.ts";
import { carryOutImport } from "./domain/imports/carry-out.ts";
import { forgetLists } from "./domain/imports/drop.ts";
import { undoImport } from "./domain/imports/undo.ts";
import { followPayment, followRefund } from "./domain/invoices/follow.ts";
import type { Lane } from "./domain/lanes.ts";
import { followMail } from "./domain/notifications/hear.ts";
import { mailAddressNew, mailAddressOld } from "./domain/notifications/mail-address.ts";
import { mailTherapistCalendarBroke } from "./domain/notifications/mail-calendar.ts";
import { mailClientBegun, mailClientReferred, mailClientWelcome } from "./domain/notifications/mail-care.ts";
import {
  mailClientCancelled,
  mailClientConfirmed,
  mailClientDeclined,
  mailClientMoved,
} from "./domain/notifications/mail-client.ts";
import { mailClientContent, notifyClientContent } from "./domain/notifications/mail-content.ts";
import { mailMemberDecided, mailMemberDisputed } from "./domain/notifications/mail-disputes.ts";
import { mailClientForm, mailFormAlert } from "./domain/notifications/mail-forms.ts";
import { mailGlassBroken, notifyGlassBroken } from "./domain/notifications/mail-glass.ts";
import { mailMessageWaits } from "./domain/notifications/mail-messages.ts";
import {
  mailClientAccepted,
  mailClientCardDeclined,
  mailClientCardTooLate,
  mailClientPaidTooLate,
  mailTherapistCardTooLate,
  mailTherapistPaidTooLate,
} from "./domain/notifications/mail-money.ts";
import { mailOwnerWelcome } from "./domain/notifications/mail-owner.ts";
import { mailClientOwing, mailClientPaper } from "./domain/notifications/mail-papers.ts";
import { mailClientReminder } from "./domain/notifications/mail-reminder.ts";
import {
  mailClientExpired,
  mailClientRequested,
  mailTherapistRequested,
  wasRequest,
} from "./domain/notifications/mail-requests.ts";
import { tellsClientOfSeries, tellsTherapistOfSeries } from "./domain/notifications/mail-series.ts";
import { mailSignInLink } from "./domain/notifications/mail-sign-in.ts";
import {
  mailTherapistBooked,
  mailTherapistCancelled,
  mailTherapistMoved,
} from "./domain/notifications/mail-therapist.ts";
import {
  mailWaitAsked,
  mailWaitJoined,
  mailWaitLapsed,
  mailWaitOffered,
} from "./domain/notifications/mail-wait.ts";
import { notifyAccountClosed } from "./domain/notifications/notify-account-closed.ts";
import { tellsClient, tellsTherapist } from "./domain/notifications/notify-bookings.ts";
import { notifyErasureAsked } from "./domain/notifications/notify-erasure.ts";
import { tellsOfForm } from "./domain/notifications/notify-forms.ts";
import { notifyLines } from "./domain/notifications/notify-lines.ts";
import { notifyMessage } from "./domain/notifications/notify-messages.ts";
import { notifyRefundFailed, tellsOfDispute } from "./domain/notifications/notify-money.ts";
import { tellsOfSeries } from "./domain/notifications/notify-series.ts";
import { notifyClientOffered, notifyTherapistWaiting } from "./domain/notifications/notify-waiting.ts";
import { remind } from "./domain/notifications/remind.ts";
import { mailTest } from "./domain/notifications/show-example.ts";
import { openThreadOfBooking, openThreadsOfClient } from "./domain/notifications/welcome-thread.ts";
import { forgetClient } from "./domain/operations/forget-client.ts";
import { forgetFarewells, tellErased } from "./domain/operations/tell-erased.ts";
import { chargeMonths, followMark } from "./domain/payments/charge-later.ts";
import { compareBooks } from "./domain/payments/compare-books.ts";
import { followMoneyAfterDispute, followMoneyBack } from "./domain/payments/give-what-is-due.ts";
import { followStripeEvent } from "./domain/payments/hear.ts";
import { hearOfTheNight, sweepPayments } from "./domain/payments/reconcile.ts";
import { sendRefund } from "./domain/payments/refund.ts";
import { returnUnchosen } from "./domain/payments/return-unchosen.ts";
import { followPaymentBegun } from "./domain/payments/settle.ts";
import type { CausedJob } from "./domain/reactions.ts";
import { forgetAsked } from "./domain/reception/forget-asked.ts";
import { carryOutSickDay, carryOutSickDays } from "./domain/sick-days/carry-out.ts";
import { askWhetherStillLooking, tendWaitingLists } from "./domain/waiting/chores.ts";
import { tendWaitingList } from "./domain/waiting/follow.ts";
import type { World } from "./world.ts";

type Handler = (ctx: Ctx, world: World, subject: Subject) => Promise<void>;

/** Everything done later: what a job's name means. Each reads fresh and asks first whether anything is still to do. */
export const jobs = {
  mail_sign_in_link: mailSignInLink,
  mail_owner_welcome: mailOwnerWelcome,
  mail_address_old: mailAddressOld,
  mail_address_new: mailAddressNew,
  mail_client_confirmed: mailClientConfirmed,
  mail_client_moved: mailClientMoved,
  mail_client_cancelled: mailClientCancelled,
  mail_client_declined: mailClientDeclined,
  mail_client_requested: mailClientRequested,
  mail_client_expired: mailClientExpired,
  mail_therapist_requested: mailTherapistRequested,
  mail_client_reminder: mailClientReminder,
  mail_test: mailTest,
  mail_therapist_booked: mailTherapistBooked,
  mail_therapist_moved: mailTherapistMoved,
  mail_therapist_cancelled: mailTherapistCancelled,
  mail_client_begun: mailClientBegun,
  mail_client_referred: mailClientReferred,
  mail_client_welcome: mailClientWelcome,
  mail_member_disputed: mailMemberDisputed,
  mail_member_decided: mailMemberDecided,
  notify_disputed: tellsOfDispute("dispute.opened"),
  notify_decided: tellsOfDispute("dispute.closed"),
  notify_refund_failed: notifyRefundFailed,
  mail_client_paper: mailClientPaper,
  mail_client_owing: mailClientOwing,
  mail_client_series_made: tellsClientOfSeries("made"),
  mail_client_series_moved: tellsClientOfSeries("moved"),
  mail_client_series_cancelled: tellsClientOfSeries("cancelled"),
  mail_therapist_series_made: tellsTherapistOfSeries("made"),
  mail_therapist_series_moved: tellsTherapistOfSeries("moved"),
  mail_therapist_series_cancelled: tellsTherapistOfSeries("cancelled"),
  notify_series_made: tellsOfSeries("series.made"),
  notify_series_moved: tellsOfSeries("series.moved"),
  notify_series_cancelled: tellsOfSeries("series.cancelled"),
  mail_wait_joined: mailWaitJoined,
  mail_wait_offered: mailWaitOffered,
  mail_wait_asked: mailWaitAsked,
  mail_wait_lapsed: mailWaitLapsed,
  notify_therapist_waiting: notifyTherapistWaiting,
  notify_client_offered: notifyClientOffered,
  mail_message_waits: mailMessageWaits,
  notify_message: notifyMessage,
  open_thread: openThreadOfBooking,
  open_threads: openThreadsOfClient,
  tend_waiting_list: tendWaitingList,
  settle_in: settleIn,
  settle_in_signed: settleInSigned,
  ask_forms: askFormsForStage,
  mail_client_form: mailClientForm,
  mail_form_alert: mailFormAlert,
  notify_form_asked: tellsOfForm("form.asked"),
  notify_form_signed: tellsOfForm("form.signed"),
  notify_consent_withdrawn: tellsOfForm("consent.withdrawn"),
  mail_glass_broken: mailGlassBroken,
  notify_glass_broken: notifyGlassBroken,
  carry_out_import: carryOutImport,
  undo_import: undoImport,
  notify_client_booked: tellsClient("booking.confirmed"),
  notify_client_moved: tellsClient("booking.moved"),
  notify_client_cancelled: tellsClient("booking.cancelled"),
  notify_client_declined: tellsClient("booking.declined"),
  notify_client_expired: tellsClient("booking.expired", wasRequest),
  notify_therapist_requested: tellsTherapist("booking.requested"),
  notify_therapist_booked: tellsTherapist("booking.confirmed"),
  notify_therapist_moved: tellsTherapist("booking.moved"),
  notify_therapist_cancelled: tellsTherapist("booking.cancelled"),
  notify_therapist_lines: notifyLines,
  notify_therapist_stopped: tellsTherapist("joining.stopped"),
  issue_paper: followPayment,
  issue_credit_note: followRefund,
  settle_payment: followPaymentBegun,
  send_refund: sendRefund,
  money_after_mark: followMark,
  money_after_fee: followMark,
  money_after_end: followMoneyBack,
  money_after_dispute: followMoneyAfterDispute,
  follow_stripe_event: followStripeEvent,
  mail_client_accepted: mailClientAccepted,
  notify_client_accepted: tellsClient("booking.accepted"),
  mail_client_card_declined: mailClientCardDeclined,
  mail_client_paid_too_late: mailClientPaidTooLate,
  mail_therapist_paid_too_late: mailTherapistPaidTooLate,
  mail_client_card_too_late: mailClientCardTooLate,
  mail_therapist_card_too_late: mailTherapistCardTooLate,
  mail_therapist_calendar_broke: mailTherapistCalendarBroke,
  calendar_booked: followBooking,
  calendar_moved: followBooking,
  calendar_called_off: followBooking,
  look_again: lookAgain,
  push_appointment: pushAppointment,
  pull_calendar: pullCalendar,
  fill_calendar: fillCalendar,
  leave_calendar: leaveCalendar,
  carry_out_sick_day: carryOutSickDay,
  notify_account_closed: notifyAccountClosed,
  notify_erasure_asked: notifyErasureAsked,
  forget_client: forgetClient,
  mail_client_erased: tellErased,
  mail_client_content: mailClientContent,
  notify_client_content: notifyClientContent,
  delete_bytes: deleteBytes,
} satisfies Record<CausedJob | CalendarJob | "follow_stripe_event", Handler>;

type Chore = (house: House, world: World) => Promise<void>;

/** Where a chore is done, when that is not in the lane of the house. */
const money = { lane: "money" } as const;

/** Everything done when the clock strikes (cron, UTC), once in the deployment however many workers there are. */
export const chores = {
  seal_events: { at: "* * * * *", chore: sealEachMinute },
  remind: { at: "* * * * *", chore: remind },
  follow_mail: { at: "* * * * *", chore: followMail },
  expire_holds: { at: "* * * * *", chore: expireHolds },
  carry_out_sick_days: { at: "* * * * *", chore: carryOutSickDays },
  tend_waiting_lists: { at: "* * * * *", chore: tendWaitingLists },
  ask_whether_still_looking: { at: "23 * * * *", chore: askWhetherStillLooking },
  refill_calendars: { at: "26 3 * * *", chore: refillAll, lane: "calendar" as const },
  pull_calendars: { at: "* * * * *", chore: pullDue, lane: "calendar" as const },
  mark_unmarked: { at: "7 * * * *", chore: markUnmarked },
  sweep_payments: { at: "*/5 * * * *", chore: sweepPayments, ...money },
  hear_of_the_night: { at: "12 3 * * *", chore: hearOfTheNight, ...money },
  compare_books: { at: "52 4 * * *", chore: compareBooks, ...money },
  return_unchosen: { at: "33 * * * *", chore: returnUnchosen, ...money },
  charge_months: { at: "41 9 * * *", chore: chargeMonths, ...money },
  tell_form_alerts_again: { at: "* * * * *", chore: tellAgain },
  forget_asked: { at: "17 * * * *", chore: forgetAsked },
  forget_counters: { at: "37 * * * *", chore: forgetCounters },
  forget_links: { at: "47 * * * *", chore: forgetLinks },
  forget_address_changes: { at: "27 4 * * *", chore: forgetAddressChanges },
  forget_farewells: { at: "7 5 * * *", chore: forgetFarewells },
  forget_lists: { at: "27 * * * *", chore: forgetLists },
  sweep_files: { at: "43 * * * *", chore: sweepFiles },
  forget_sessions: { at: "57 3 * * *", chore: forgetSessions },
} satisfies Record<string, { at: string; chore: Chore; lane?: Lane }>;
