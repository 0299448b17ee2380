import { z } from "zod";
import { longestMessage, type Silence } from "#app/domain/messaging/rules.ts";
import { isId } from "#app/values/ids.ts";
import { isPlainText } from "#app/values/words.ts";

const tooLong = `That’s more than ${longestMessage.toLocaleString("en")} letters. Send it in two parts.`;

/** A browser ends lines with two characters. */
const text = z
  .string()
  .transform((typed) => typed.replaceAll("\r\n", "\n").replaceAll("\r", "\n"))
  .pipe(
    z
      .string()
      .max(longestMessage, tooLong)
      .refine(isPlainText, "Please use plain letters, without control characters."),
  );

const onceKey = z.string().refine(isId);

/** What somebody sends; with files it may be without words. */
export function messageSchema(hasFiles: boolean) {
  const least = hasFiles ? 0 : 1;
  return z.object({
    text: text.transform((typed) => typed.trim()).pipe(z.string().min(least, "Write a line or two first.")),
    onceKey,
  });
}

/** What they have begun, as far as it has come; nothing is kept as nothing. */
export const draftSchema = z.object({ text, onceKey });

export const messageOf = z.object({ message: z.string() });

/** Why nothing can be written now, to a client. */
export function silenceToClient(silence: Silence, firstName: string): string {
  const said: Record<Silence, string> = {
    no_call: `Messages open once a first call with ${firstName} is booked, so that you both know who is writing.`,
    three_sent: `You have sent three messages, and ${firstName} has them. The rest can wait for your call: from then on you can write as much as you like.`,
    ended: `Your time with ${firstName} has ended, so nothing new can be written here. Everything you wrote stays.`,
  };
  return said[silence];
}

/** The same to the practice. */
export const silenceToPractice: Record<Silence, string> = {
  no_call: "Nothing can be written here before a first call is booked.",
  three_sent: "They have sent three messages before the call.",
  ended: "Care ended more than 30 days ago, so nothing new can be written here. What was written stays.",
};
