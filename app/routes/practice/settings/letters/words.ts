import type { ClientLetter } from "#app/domain/notifications/client-letters.ts";

/** What each letter to clients is called, and when it goes. */
export const letterWords: Record<ClientLetter, { name: string; when: string }> = {
  client_confirmed: { name: "You’re booked", when: "When a time is theirs, however it was booked." },
  client_reminder: {
    name: "Reminder",
    when: "Before a session: when, each kind of session and each person says.",
  },
  client_moved: { name: "A new time", when: "When a session is moved, by them or by you." },
  client_cancelled: { name: "Called off", when: "When a session is cancelled, by them or by you." },
  client_fallen_ill: {
    name: "You’re ill",
    when: "When you press “I’m ill today”, with other times to choose from.",
  },
  client_requested: { name: "You’ve asked", when: "When somebody asks for a time that wants your yes." },
  client_declined: { name: "Not this time", when: "When you say no to a time somebody asked for." },
  client_accepted: {
    name: "A request accepted, to be paid",
    when: "When you say yes to a request that is paid ahead.",
  },
  client_expired: { name: "Not answered in time", when: "When a request runs out before you answered." },
  client_series_made: {
    name: "Several times, booked",
    when: "When a series is theirs: every date in one letter.",
  },
  client_series_moved: { name: "Several times, moved", when: "When dates of a series move together." },
  client_series_cancelled: {
    name: "Several times, called off",
    when: "When dates of a series are cancelled together.",
  },
  wait_joined: { name: "On the waiting list", when: "When somebody joins your waiting list." },
  wait_offered: { name: "A time has opened", when: "When a time is kept for somebody who waits." },
  wait_asked: { name: "Still looking?", when: "After a month of waiting." },
  wait_lapsed: { name: "Off the list for now", when: "When nobody answered that question." },
  client_welcome: { name: "Welcome", when: "When you invite somebody to their page." },
  client_content: {
    name: "Something new on their page",
    when: "When you give them something from your library.",
  },
  client_begun: { name: "You begin together", when: "When you choose to begin after a first call." },
  client_referred: { name: "Referred on", when: "When you refer somebody on." },
  client_form: {
    name: "A form waits",
    when: "When you ask for one, or it asks by itself. Never what it is called.",
  },
  client_paper: {
    name: "What was paid",
    when: "When a payment has its paper, or money goes back. The paper waits on their page.",
  },
  client_owing: { name: "Still to be paid", when: "When you press “Remind” beside what somebody owes." },
};

/** The names of all letters, as the log shows them. */
export const otherLetters: Readonly<Record<string, string>> = {
  sign_in: "Link to sign in",
  address_old: "Change of address",
  address_new: "Change of address",
  address_taken: "Change of address",
  owner_welcome: "Welcome, to the owner",
  test: "A test, to a colleague",
  client_erased: "That a record is erased",
  client_card_declined: "A card that didn’t go through",
  client_paid_too_late: "A payment that came too late",
  therapist_paid_too_late: "A payment that came too late, to the therapist",
  client_card_too_late: "A card that came too late",
  therapist_card_too_late: "A card that came too late, to the therapist",
  member_disputed: "Money a bank asks back, to whoever handles it",
  member_decided: "What that bank decided",
  therapist_booked: "A new booking, to the therapist",
  therapist_requested: "A request, to the therapist",
  therapist_moved: "A moved booking, to the therapist",
  therapist_cancelled: "A cancelled booking, to the therapist",
  client_message: "A message that waits",
  therapist_message: "A message that waits, to the therapist",
  therapist_glass: "A private record was opened, to the therapist",
  therapist_calendar_broke: "A calendar to connect again, to the therapist",
  therapist_series_made: "A new series, to the therapist",
  therapist_series_moved: "A moved series, to the therapist",
  therapist_series_cancelled: "A cancelled series, to the therapist",
};
