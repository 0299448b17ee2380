/**
 * Everything that follows by itself. An event names the jobs it causes, by lane; a lane is one queue, so that a mail
 * service that hangs keeps nothing waiting but letters.
 */
export const reactions = {
  "practice.opened": {},
  "setup.finished": { letters: ["mail_owner_welcome"] },
  "clients.invented": {},
  "clients.wiped": {},
  "practice.changed": {},
  "policy.published": {},
  "therapist.joined": {},
  "therapist.changed": {},
  "therapist.limits_set": {},
  "session_type.offered": {},
  "session_type.changed": {},
  "hours.set": {},
  "time_away.planned": {},
  "time_away.called_off": {},
  "busy_time.blocked": {},
  "busy_time.freed": {},
  "client.added": {},
  "client.changed": {},
  "client.viewed": {},
  "client.seen_as": {},
  "client.invited": { letters: ["mail_client_welcome"] },
  "participant.added": {},
  "participant.changed": {},
  "account.reopened": {},
  "client.contact_kept": {},
  "client.safe_contact_kept": {},
  "client.reminders_kept": {},
  "client.exported": {},
  "account.closed": { letters: ["notify_account_closed"] },
  "care_relationship.began": {},
  "care_relationship.moved_on": {},
  "care_relationship.left_open": {},
  "care_relationship.begun_together": { letters: ["mail_client_begun"] },
  "care_relationship.referred_on": { letters: ["mail_client_referred"] },
  "import.brought": {},
  "import.laid_out": {},
  "import.confirmed": { house: ["carry_out_import"] },
  "import.carried_out": {},
  "import.dropped": {},
  "import.undo_asked": { house: ["undo_import"] },
  "import.undone": {},
  "event.announced": {},
  "sign_in.asked": { letters: ["mail_sign_in_link"] },
  "session.began": {},
  "booking.held": {},
  "booking.requested": {
    letters: ["mail_client_requested", "mail_therapist_requested"],
    house: ["notify_therapist_requested"],
  },
  "booking.confirmed": {
    letters: ["mail_client_confirmed", "mail_therapist_booked"],
    house: ["notify_client_booked", "notify_therapist_booked", "tend_waiting_list"],
  },
  "booking.moved": {
    letters: ["mail_client_moved", "mail_therapist_moved"],
    house: ["notify_client_moved", "notify_therapist_moved", "tend_waiting_list"],
  },
  "booking.cancelled": {
    letters: ["mail_client_cancelled", "mail_therapist_cancelled"],
    house: ["notify_client_cancelled", "notify_therapist_cancelled", "tend_waiting_list"],
  },
  "booking.declined": {
    letters: ["mail_client_declined"],
    house: ["notify_client_declined", "tend_waiting_list"],
  },
  "booking.squeezed": {},
  "booking.fee_decided": {},
  "booking.attended": { house: ["settle_in"] },
  "booking.missed": {},
  "series.made": {
    letters: ["mail_client_series_made", "mail_therapist_series_made"],
    house: ["notify_series_made"],
  },
  "series.moved": {
    letters: ["mail_client_series_moved", "mail_therapist_series_moved"],
    house: ["notify_series_moved"],
  },
  "series.cancelled": {
    letters: ["mail_client_series_cancelled", "mail_therapist_series_cancelled"],
    house: ["notify_series_cancelled"],
  },
  "series.left_to_end": {},
  "booking.expired": {
    letters: ["mail_client_expired"],
    house: ["notify_client_expired", "tend_waiting_list"],
  },
  "booking.let_go": { house: ["tend_waiting_list"] },
  "wait.joined": { letters: ["mail_wait_joined"], house: ["notify_therapist_waiting"] },
  "wait.joined_again": { letters: ["mail_wait_joined"] },
  "wait.windows_changed": {},
  "wait.offered": { letters: ["mail_wait_offered"], house: ["notify_client_offered"] },
  "wait.offer_over": {},
  "wait.asked": { letters: ["mail_wait_asked"] },
  "wait.confirmed": {},
  "wait.served": {},
  "wait.left": {},
  "wait.lapsed": { letters: ["mail_wait_lapsed"] },
  "reminder.came_due": { letters: ["mail_client_reminder"] },
  "letter.came_back": {},
  "letter.written_again": {},
  "letter.words_kept": {},
  "letter.test_asked": { letters: ["mail_test"] },
  "sick_day.pressed": { house: ["carry_out_sick_day"] },
  "sick_day.undone": {},
  "sick_day.carried_out": {},
  "sick_day.settled": {},
  "words.read": {},
  "notice_preferences.kept": {},
  "lines.sent": { house: ["notify_therapist_lines"] },
  "lines.taken_back": {},
  "joining.passed": {},
  "joining.stopped": { house: ["notify_therapist_stopped"] },
  "joining.let_in": {},
  "second_factor.set_up": {},
  "second_factor.removed": {},
  "second_factor.reset": {},
  "second_factor.shown": {},
  "recovery_codes.made": {},
  "address.change_asked": { letters: ["mail_address_old", "mail_address_new"] },
  "address.changed": {},
} as const satisfies Record<string, Partial<Record<Lane, readonly string[]>>>;

/** The queues. `letters`: what people are told. `house`: what the house does for itself. */
export const lanes = ["letters", "house"] as const;
export type Lane = (typeof lanes)[number];

export type EventName = keyof typeof reactions;

type Values<T> = T[keyof T];
type Caused = Values<{ [Name in EventName]: Values<(typeof reactions)[Name]> }>;

/** Every job an event can cause; `jobs.ts` must know them all. */
export type CausedJob = Caused extends readonly (infer Name extends string)[] ? Name : never;
