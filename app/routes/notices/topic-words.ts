import type { Topic } from "#app/domain/notifications/kinds.ts";

type Words = { title: string; hint: string };

/** What each topic is called where somebody chooses whether to hear of it. */
export const topicWords: Record<Topic, Words> = {
  own_bookings: {
    title: "What you book, move or cancel yourself",
    hint: "A letter to confirm it, with a calendar file. Without it, your session’s page has the file.",
  },
  changes: { title: "Changes to your sessions", hint: "Booked, moved or cancelled by somebody else." },
  care: { title: "How it goes on", hint: "After a first call, and when a time together ends." },
  forms: { title: "Forms to fill in", hint: "When your therapist asks you something in writing." },
  filled_forms: {
    title: "Forms your clients signed",
    hint: "That there is one to read; never what it says.",
  },
  papers: {
    title: "What you paid",
    hint: "A letter with the amount once it has arrived. Its paper is on your page either way.",
  },
  offers: { title: "A time that came free", hint: "While you wait for one. It is kept for you a few hours." },
  content: {
    title: "Something new to listen to or read",
    hint: "When your therapist puts it on your page. The letter says only that there is something.",
  },
  messages: { title: "Messages", hint: "That one waits for you, never what it says." },
  inbox: { title: "Messages from clients", hint: "That one waits for you, never what it says." },
  diary: { title: "What clients book, move or cancel", hint: "In your own diary." },
  requests: { title: "Requests to answer", hint: "They run out when nobody does." },
  waiting_list: { title: "The waiting list", hint: "Who joins it, and who takes an offered time." },
  lines: { title: "Lines sent before a session", hint: "That there are some, never what they say." },
  joining: { title: "Somebody at the door", hint: "Who would join from outside your licences." },
  glass: {
    title: "Somebody else opens a client’s private record",
    hint: "An owner, for an hour, with a reason that is kept.",
  },
  people: {
    title: "Clients who close their account or ask to be erased",
    hint: "Until somebody erases them they stay in your records.",
  },
  money: { title: "Money asked back", hint: "By a bank, or come back from one." },
  letters: { title: "Letters that don’t arrive", hint: "So that you can tell them yourself." },
};
