import { type Happening, happeningsOf } from "#app/domain/audit/queries.ts";
import { type DiaryLine, diaryLines } from "#app/domain/bookings/diary.ts";
import { glassOf } from "#app/domain/clients/glass.ts";
import { type Care, type Client, caresWithin, type Participant } from "#app/domain/clients/reach.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { namesBehind } from "#app/domain/identity/names.ts";
import { whereaboutsOfClient } from "#app/domain/joining/queries.ts";
import { lettersToClient } from "#app/domain/notifications/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { letterLine } from "./story-letters.ts";
import { happened, isTold, sessionLine, type Teller } from "./story-lines.ts";
import { storytellers } from "./story-tellers.ts";

export type StoryKind =
  | ("session" | "stage" | "letter" | "office")
  | ("message" | "form" | "note" | "content" | "money");

/** One thing in a relationship. `at` and `when` are its time; `wordsId` names words that may be read. */
export type StoryLine = {
  id: string;
  kind: StoryKind;
  title: string;
  text?: string | undefined;
  href?: string | undefined;
  tag?: { kind: "plain" | "ok" | "wait" | "info" | "danger"; words: string } | undefined;
  who?: string | undefined;
  at: string;
  when: string;
  isAhead: boolean;
  wordsId?: string | undefined;
};

export type File = { client: Client; cares: Care[]; people: Participant[] };
type Clock = { zone: string; locale: string };

/**
 * A whole relationship in one line, the newest first: sessions, moves and cancellations, turns of care, letters, and what
 * the office did, and what each room tells of itself (story-tellers.ts). Every part of it is read within the member's own
 * reach.
 */
export async function storyOf(ctx: MemberCtx, file: File, clock: Clock): Promise<StoryLine[]> {
  const sessions = await diaryLines(ctx, "diary.see", { clientId: file.client.id });
  const glass = reachOf(ctx.actor, "glass.see") === "none" ? [] : await glassOf(ctx, file.client.id);
  const ids = [...subjectsOf(file, sessions), ...glass.map(({ id }) => id)];
  const [happenings, letters, whereabouts] = await Promise.all([
    happeningsOf(ctx, ids, told),
    lettersToClient(ctx, ids),
    whereaboutsOfClient(ctx, file.client.id),
  ]);
  const tell: Teller = {
    ...file,
    clock,
    now: ctx.now(),
    sessions: new Map(sessions.map((one) => [one.id, one])),
    whereabouts,
    names: await namesBehind(
      ctx,
      happenings.map(({ actor }) => actor),
    ),
    readable: new Set((await caresWithin(ctx, "words.read", file.client.id)).map(({ id }) => id)),
    isGroup: file.cares.length > 1,
  };
  const ofRooms: StoryLine[] = [];
  for (const { deed, tellOf } of storytellers)
    if (reachOf(ctx.actor, deed) !== "none") ofRooms.push(...(await tellOf(ctx, file, tell)));
  const lines = [
    ...sessions.filter(({ status }) => status !== "cancelled").map((one) => sessionLine(tell, one)),
    ...happenings.flatMap((one) => happened(tell, one) ?? []),
    ...letters.map((one) => letterLine(tell, one)),
    ...ofRooms,
  ];
  return lines.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}

function subjectsOf({ client, cares, people }: File, sessions: DiaryLine[]): string[] {
  return [
    client.id,
    ...cares.map(({ id }) => id),
    ...people.flatMap(({ id, userId }) => (userId ? [id, userId] : [id])),
    ...sessions.map(({ id }) => id),
  ];
}

const told = Object.keys(isTold) as Happening["name"][];
