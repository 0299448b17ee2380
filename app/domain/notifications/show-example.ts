import { and, eq } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx, type Subject } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { may } from "#app/domain/practices/rules.ts";
import { accountOf, type Therapist } from "#app/domain/therapists/queries.ts";
import type { Written } from "#app/emails/letter/booking.ts";
import { subject } from "#app/emails/letter/one-line.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { DAY, dayOf, startOfDay } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { type ClientLetter, isClientLetter } from "./client-letters.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver } from "./deliver.ts";
import { exampleOf } from "./example.ts";
import { ownWordsFor } from "./own-words.ts";

type Asked = { letter: ClientLetter; isDiscreet: boolean; askedAt: Date };

/** A letter of a therapist's as a client would get it at `askedAt`, with somebody made up in their place. */
export async function showExample(
  ctx: Ctx,
  therapist: Therapist,
  { letter, isDiscreet, askedAt }: Asked,
): Promise<Written> {
  const [practice, own, account] = await Promise.all([
    ownPractice(ctx),
    ownWordsFor(ctx, { therapistId: therapist.id, letter, askedAt }),
    accountOf(ctx, therapist.id),
  ]);
  const { name, firstName, zone, roomUrl } = therapist;
  const inAWeek = dayOf(zone, askedAt.getTime() + 8 * DAY);
  return exampleOf(letter, {
    letterhead: letterheadOf(ctx, practice),
    therapist: { name, firstName, zone, roomUrl, email: account.email },
    own,
    isDiscreet,
    startsAt: startOfDay(zone, inAWeek) + 10 * 3_600_000,
    amount: { amount: 8500, currency: practice.currency },
  });
}

/** So many tests an hour somebody may send themselves. */
const tests = { name: "letter_test", points: 10, seconds: 3_600 };

/**
 * Send the member who asks a test of a therapist's letter, to their own address and nowhere else. Null when it is not
 * theirs to write. Refuses: too_many in an hour.
 */
export async function askTest(
  ctx: MemberCtx,
  { therapistId, letter, isDiscreet }: Omit<Asked, "askedAt"> & { therapistId: string },
): Promise<Result<undefined, "too_many"> | null> {
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapistId] };
  if (!may(ctx.actor, "profile.change", subject)) return null;
  if (await ctx.countTry(tests, ctx.vault.fingerprint(`letter_test:${ctx.actor.userId}`)))
    return refused("too_many");
  await inTransaction(ctx, (ctx) =>
    record(
      ctx,
      "letter.test_asked",
      { id: newId(), sequence: 0 },
      { therapist: therapistId, letter, isDiscreet },
    ),
  );
  return done(undefined);
}

/** Send a test that was asked for; its subject says that it is one. */
export async function mailTest(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const event = await eventAt(ctx, "letter.test_asked", { id: subjectId, sequence: 0 });
  const letter = String(event?.detail.letter);
  const [, userId] = /^member:(.+)$/.exec(event?.actor ?? "") ?? [];
  if (!event || !userId || !isClientLetter(letter)) return;
  const [asker] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const [therapist] = await ctx.db
    .select()
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, String(event.detail.therapist))));
  if (!asker || !therapist) return;
  const isDiscreet = event.detail.isDiscreet === true;
  const written = await showExample(ctx, therapist, { letter, isDiscreet, askedAt: event.at });
  const practice = await ownPractice(ctx);
  await deliver(ctx, world, {
    key: `test:${subjectId}`,
    letter: "test",
    subjectId,
    write: () => {
      const marked = { ...written, subject: subject(`Test: ${written.subject}`), attachments: [] };
      return enveloped(world, marked, { to: asker.email, practice });
    },
  });
}
