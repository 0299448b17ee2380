import type { Stage } from "#app/db/schema/clients.ts";
import type { Side } from "#app/db/schema/messaging.ts";
import type { FileKind } from "#app/domain/files/rules.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long a message may be, in letters. */
export const longestMessage = 5_000;

/** How many files may come with one message, and what they may be. */
export const mostFiles = 5;
export const kindsOfFiles = ["image", "pdf"] as const satisfies readonly FileKind[];

/** How many messages somebody may write before their first call. */
export const beforeTheCall = 3;

/** How long after the end of care the thread stays open to both (ms; domain, "The gate"). */
export const openAfterTheEnd = 30 * day;

/** How long its writer may take a message back (ms). */
export const takeBackWithin = 5 * minute;

/** How long a thread is left in peace before a letter tells that a message waits, and between two such letters (ms). */
export const beforeALetter = minute;
export const betweenLetters = 15 * minute;

/** Why nobody may write now. `no_call`: a first call comes first. `three_sent`: the rest can wait for the call. */
export type Silence = "no_call" | "three_sent" | "ended";

/** How the two stand. `call`: their first call that is planned or was held, and how many messages came since it was booked. */
export type Standing = {
  stage: Stage;
  endedAt: Date | null;
  call: { startsAt: Date; sent: number } | null;
};

/** Whether a side may write in a thread at `now` (ms), or why not. A therapist may write first; a client answers. */
export function whySilent({ stage, endedAt, call }: Standing, side: Side, now: number): Silence | null {
  if (stage === "ended") return endedAt && now < openUntil(endedAt) ? null : "ended";
  if (stage !== "discovery" || side !== "client") return null;
  if (!call) return "no_call";
  return now < call.startsAt.getTime() && call.sent >= beforeTheCall ? "three_sent" : null;
}

/** Until when (ms) both may still write once care has ended. */
export function openUntil(endedAt: Date): number {
  return endedAt.getTime() + openAfterTheEnd;
}

type Written = { authorId: string | null; writtenAt: Date; takenBackAt: Date | null };

/** Whether somebody may take a message back at `now` (ms): their own, for five minutes, once. */
export function mayTakeBack(
  { authorId, writtenAt, takenBackAt }: Written,
  userId: string,
  now: number,
): boolean {
  return authorId === userId && takenBackAt === null && now < writtenAt.getTime() + takeBackWithin;
}

type Told = { readNumber: number; mailedNumber: number; mailedAt: Date | null };

/**
 * Whether a letter that message `number` waits should leave at `now` (ms): not where it was read or told already, and
 * otherwise at once, or after so many ms that two letters are fifteen minutes apart.
 */
export function letterDue(told: Told, number: number, now: number): "no" | number {
  if (told.readNumber >= number || told.mailedNumber >= number) return "no";
  return told.mailedAt ? Math.max(0, told.mailedAt.getTime() + betweenLetters - now) : 0;
}

/**
 * Two threads in one order, by when each message was written: the numbers they have then, by thread. How far somebody had
 * read stays what they had read without a gap.
 */
export function interleaved<T extends { writtenAt: Date; number: number }>(one: T[], other: T[]): T[] {
  return [...one, ...other]
    .sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime() || a.number - b.number)
    .map((message, at) => ({ ...message, number: at + 1 }));
}
