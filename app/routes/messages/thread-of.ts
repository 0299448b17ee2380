import { isMember } from "#app/domain/ctx.ts";
import { apartFrom, writersIn } from "#app/domain/messaging/apart.ts";
import { ownDraft } from "#app/domain/messaging/draft.ts";
import { type FoundThread, isColleagues, type ReaderCtx } from "#app/domain/messaging/find.ts";
import { type Message, type Part, readsOf, readThread } from "#app/domain/messaging/read.ts";
import { mayTakeBack } from "#app/domain/messaging/rules.ts";
import { silenceOf } from "#app/domain/messaging/standing.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import { timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import { newId } from "#app/values/ids.ts";
import { dayOf, formatDay } from "#app/values/zoned.ts";
import { silenceToClient, silenceToPractice } from "./typed.ts";

type Clock = { zone: string; locale: string };

/** What a page of a thread shows to somebody who may read it; that they read it is noted on the way. */
export async function threadOf(ctx: ReaderCtx, found: FoundThread, query: URLSearchParams, zone: string) {
  const site = await siteOf(ctx);
  const clock = { zone, locale: site.locale };
  const part = partOf(query);
  const { messages, earlier } = await readThread(ctx, found, part);
  const isLookingIn = isColleagues(ctx, found);
  const silence = isLookingIn ? null : await silenceOf(ctx, found);
  const draft = isLookingIn || silence ? null : await ownDraft(ctx, found);
  const { thread, therapist, client, person } = found;
  return {
    id: thread.id,
    last: Math.max(thread.lastNumber, messages.at(-1)?.number ?? 0),
    clientId: thread.clientId,
    clientName: client.name,
    locale: site.locale,
    firstName: therapist.firstName,
    isJoint: client.kind !== "individual" && person === null,
    /** Whose thread apart it is. */
    apart: person?.name ?? null,
    others: isLookingIn ? [] : await apartFrom(ctx, found),
    lines: messages.map((message) => lineOf(ctx, message, found, clock)),
    earlier: earlier ? (messages[0]?.number ?? null) : null,
    isEarlier: part.before !== undefined,
    mark: await markOf(ctx, found, messages, clock),
    isLookingIn,
    silence:
      silence && (isMember(ctx) ? silenceToPractice[silence] : silenceToClient(silence, therapist.firstName)),
    draft: draft && { text: draft.text, saved: timeOnALine(draft.savedAt.getTime(), clock) },
    onceKey: newId(),
    waiting: thread.waitingCount,
    waitsSince: thread.waitingSince && whenAndWhere(thread.waitingSince.getTime(), clock).when,
    replyTime: site.replyTime,
    help: frameOf(site).help,
  };
}

export type ThreadShown = Awaited<ReturnType<typeof threadOf>>;
export type LineShown = ThreadShown["lines"][number];

/** `before` pages backwards, `after` is what an open page asks for once it heard of something. */
function partOf(query: URLSearchParams): Part {
  const number = (name: string) => {
    const text = query.get(name) ?? "";
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  return { before: number("before"), after: number("after") };
}

function lineOf(ctx: ReaderCtx, message: Message, { therapist }: FoundThread, { zone, locale }: Clock) {
  const { id, number, side, authorId, text, writtenAt, files } = message;
  const isOwn = authorId === ctx.actor.userId;
  const at = writtenAt.getTime();
  return {
    id,
    number,
    isOwn,
    isHouse: side === "house",
    who: isOwn ? "You" : side === "client" ? (message.name ?? "Somebody") : therapist.firstName,
    text,
    files,
    at: writtenAt.toISOString(),
    time: timeOnALine(at, { zone, locale }),
    day: dayOf(zone, at),
    dayInWords: formatDay(at, zone, { locale }),
    mayTakeBack: mayTakeBack(message, ctx.actor.userId, ctx.now().getTime()),
  };
}

/** Who of the other side has read the newest of one's own messages, and when; null where the newest is not one's own. */
async function markOf(ctx: ReaderCtx, found: FoundThread, messages: Message[], clock: Clock) {
  const newest = messages.at(-1);
  if (!newest || newest.authorId !== ctx.actor.userId || newest.takenBackAt) return null;
  const others = await readersOf(ctx, found);
  const reads = await readsOf(
    ctx,
    found.thread.id,
    others.map(({ userId }) => userId),
  );
  const isSeveral = others.length > 1;
  const said = reads.flatMap(({ userId, number, at }) => {
    if (number < newest.number) return [];
    const name = others.find((one) => one.userId === userId)?.name ?? "";
    return [`${isSeveral ? `by ${name}, ` : ""}${momentOf(at, ctx.now(), clock)}`];
  });
  return said.length > 0 ? `Read ${said.join("; ")}` : "Not read yet";
}

function momentOf(at: Date, now: Date, clock: Clock): string {
  const isToday = dayOf(clock.zone, at) === dayOf(clock.zone, now);
  return isToday ? timeOnALine(at.getTime(), clock) : whenAndWhere(at.getTime(), clock).when;
}

async function readersOf(ctx: ReaderCtx, { thread, person }: FoundThread) {
  if (!isMember(ctx)) return [await accountOf(ctx, thread.therapistId)];
  const people = person ? [person] : await writersIn(ctx, thread.clientId);
  return people.flatMap(({ userId, name }) => (userId ? [{ userId, name }] : []));
}
