import { z } from "zod";
import { linesSentAt, longestLines } from "#app/domain/bookings/lines.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { maySendLines } from "#app/domain/bookings/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { isPlainText } from "#app/values/words.ts";

const lines = z
  .string()
  .min(1, "Write a line or two first.")
  .max(longestLines, `That’s more than ${longestLines} letters. The rest can wait for the session.`)
  .refine(isPlainText, "Please use plain letters, without control characters.");

/** What somebody sends before a session, or nothing: that they take it back. A browser ends lines with two characters. */
export const linesSchema = z
  .object({ taken: z.literal("back").optional(), lines: z.string().optional() })
  .transform(({ taken, lines: typed = "" }, context) => {
    if (taken) return { text: "" };
    const read = lines.safeParse(typed.replaceAll("\r\n", "\n").trim());
    if (read.success) return { text: read.data };
    for (const { message } of read.error.issues)
      context.addIssue({ code: "custom", path: ["lines"], message });
    return z.NEVER;
  });

/** Whether somebody may send lines before a session now, and when they last did, in words; by their own clock. */
export async function linesOf(ctx: Ctx, whole: WholeBooking, zone: string) {
  const { booking, appointment, therapist, practice } = whole;
  const clock = { zone, locale: practice.locale };
  const startsAt = appointment.startsAt.getTime();
  const sentAt = await linesSentAt(ctx, whole);
  return {
    may: maySendLines({ ...booking, startsAt }, ctx.now().getTime()),
    firstName: therapist.firstName,
    longest: longestLines,
    starts: whenAndWhere(startsAt, clock).when,
    sent: sentAt && whenAndWhere(sentAt.getTime(), clock).when,
  };
}

export type LinesOf = Awaited<ReturnType<typeof linesOf>>;
