import { isClientLetter } from "#app/domain/notifications/client-letters.ts";
import type { deliveryLog, Shelf } from "#app/domain/notifications/log.ts";
import type { TagKind } from "#app/ui/tag.tsx";
import { letterWords, otherLetters } from "../letters/words.ts";

type Letter = Awaited<ReturnType<typeof deliveryLog>>["letters"][number];

export const shelfNames: Record<Shelf, string> = {
  all: "All",
  trouble: "Didn’t arrive",
  waiting: "On their way",
  arrived: "Sent",
};

/** What a letter is called. */
export function nameOf(letter: string): string {
  if (isClientLetter(letter)) return letterWords[letter].name;
  return otherLetters[letter] ?? "A letter";
}

const byFate: Record<NonNullable<Letter["fate"]>, [TagKind, string]> = {
  delivered: ["ok", "Arrived"],
  delayed: ["wait", "Delayed: their mail service is asked again"],
  bounced: ["danger", "Came back"],
  complained: ["danger", "Marked as unwanted"],
};

const byStatus: Record<Letter["status"], [TagKind, string]> = {
  waiting: ["wait", "On its way"],
  handing_over: ["wait", "On its way"],
  sent: ["plain", "Sent"],
  failed: ["danger", "Not accepted"],
  unknown: ["danger", "May or may not have arrived"],
  superseded: ["plain", "Laid aside: a later one said more"],
  withheld: ["danger", "Not sent: this address turned letters away"],
};

/** How it went. */
export function fateOf({ status, fate }: Pick<Letter, "status" | "fate">): { kind: TagKind; words: string } {
  const [kind, words] = fate ? byFate[fate] : byStatus[status];
  return { kind, words };
}
