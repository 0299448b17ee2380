import { href } from "react-router";
import type { InviteRefusal } from "#app/domain/clients/invite.ts";

type Key =
  | ("added" | "begun" | "waiting" | "referred" | "stage" | "saved" | "invited" | "opened" | "shut")
  | InviteRefusal;

type News = { kind: "ok" | "info"; words: string };

/** What a record says of what was just done on one of its pages. */
export const recordNews: Record<Key, News> = {
  added: { kind: "ok", words: "Added. This is their record." },
  begun: {
    kind: "ok",
    words: "You go on together. Their doors are open, and a letter tells whoever has an address.",
  },
  waiting: { kind: "ok", words: "Left open. You’ll find the choice here when you’re ready." },
  referred: { kind: "ok", words: "Care has ended here. The letter with other places to turn is on its way." },
  stage: { kind: "ok", words: "The stage has changed." },
  opened: { kind: "ok", words: "Their words are open to you for an hour. Their therapist has been told." },
  shut: { kind: "ok", words: "Shut again." },
  saved: { kind: "ok", words: "Saved." },
  invited: { kind: "ok", words: "A welcome with the link to their page is on its way." },
  no_address: { kind: "info", words: "There is no email address to write to yet. Add one under their name." },
  no_letters: {
    kind: "info",
    words: "They asked for no letters, so none was sent. You can change that under their name.",
  },
  no_page: {
    kind: "info",
    words: "Whoever only pays, or is only called in an emergency, has no page here.",
  },
  just_sent: {
    kind: "info",
    words: "A welcome went out a few minutes ago. If it doesn’t arrive, send another in ten minutes.",
  },
};

/** The address of a client's record that says what was just done there. */
export function recordTelling(id: string, news: Key): string {
  return `${href("/practice/clients/:id", { id })}?news=${news}`;
}
