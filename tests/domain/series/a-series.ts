import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { isClient } from "#app/domain/ctx.ts";
import { lookAhead, type Wished } from "#app/domain/series/look-ahead.ts";
import { makeSeries, makeSeriesFor } from "#app/domain/series/make.ts";
import { type Choice, seenAs } from "#app/domain/series/rules.ts";
import { newId } from "#app/values/ids.ts";
import type { TestPractice } from "#tests/support/practice.ts";

type Wishes = Partial<Wished["rhythm"]> & {
  times?: number;
  until?: string;
  typeSlug?: string;
  choices?: Record<string, Choice>;
  key?: string;
};

/** What somebody wishes for: a session at ten, weekly, from Thursday 4 February 2027, five times. */
export function aRhythm(practice: Pick<TestPractice, "therapistId">, wishes: Wishes = {}): Wished {
  const { startsOn = "2027-02-04", time = "10:00", everyWeeks = 1, times = 5, until, choices = {} } = wishes;
  return {
    therapistId: practice.therapistId,
    typeSlug: wishes.typeSlug ?? "session",
    rhythm: { startsOn, time, everyWeeks },
    length: until ? { until } : { times },
    choices: new Map(Object.entries(choices)),
  };
}

type AClient = Awaited<ReturnType<TestPractice["aClient"]>>;

/** What the page shows of a wish now, and the press that confirms exactly that, by the client or for them. */
export async function asSeen(ctx: ClientCtx | MemberCtx, wished: Wished, client: AClient, key = newId()) {
  const ahead = (await lookAhead(ctx, wished, { isStrict: isClient(ctx) }))!;
  const confirmed = { ...wished, key, seen: seenAs(ahead.dates) };
  const { name, email } = client;
  return {
    key,
    dates: ahead.dates,
    confirm: () =>
      isClient(ctx)
        ? makeSeries(ctx, { ...confirmed, name, email, zone: "Europe/Lisbon" })
        : makeSeriesFor(ctx as MemberCtx, { ...confirmed, clientId: client.clientId }),
  };
}
