type Welcome = {
  /** Whose name it is in. */
  firstName: string;
  /** As the practice says it: "Within one working day". */
  replyTime: string;
  /** The line of who answers when it cannot wait (crisis-lines.ts). */
  help: string;
  /** Whether a first call is still to come. */
  isBeforeCall: boolean;
};

/** The house's welcome in a thread, in the therapist's name: what it is for, when there is an answer, and who answers at once. */
export function welcomeWords({ firstName, replyTime, help, isBeforeCall }: Welcome): string {
  const first = isBeforeCall
    ? "If there is something you’d like me to know before our call, or something you’d rather ask first, you can write it here. You don’t have to."
    : "This is a place for the two of us between sessions: a thought you’d like to keep, a question, a change of plans.";
  return [
    "Hello,",
    first,
    `I read everything myself. You hear back: ${lowered(replyTime)}.`,
    help,
    firstName,
  ].join("\n\n");
}

/** "Within one working day" in the middle of a sentence; without a stop of its own. */
function lowered(text: string): string {
  const plain = text.trim().replace(/\.$/, "");
  return `${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
}
