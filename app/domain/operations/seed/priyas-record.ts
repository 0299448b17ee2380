import { beginNote, type NewNote } from "#app/domain/notes/begin.ts";
import { setGoal } from "#app/domain/notes/goals.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { keepNotesSince } from "#app/domain/therapists/keep-notes.ts";
import { MINUTE } from "#app/values/zoned.ts";
import { type Desk, granted, type Kept } from "./desk.ts";

/** What a note of the demo says, by section, and how many minutes after its session it was signed. */
export type Told = { kind: NewNote["kind"]; template: string; typed: Record<string, string>; after?: number };

/**
 * What Maren wrote about Priya's sessions that took place, the oldest first: an intake assessment, a plan with two goals,
 * four progress notes, and the last as a draft.
 */
export async function writePriyasRecord(desk: Desk, behind: readonly Kept[]): Promise<void> {
  const [first, second, ...more] = behind;
  const last = more.pop();
  if (!first || !second || !last) return;
  await signed(desk, first, intake);
  const goalIds = await desk.past.at(second.endsAt + 15 * MINUTE, () => setAll(desk, second.clientId));
  await signed(desk, second, plan, goalIds);
  for (const [index, kept] of more.slice(-progress.length).entries())
    await signed(desk, kept, { ...soap, typed: progress[index] ?? {} }, goalIds.slice(0, 1 + (index % 2)));
  await drafted(desk, last, { ...soap, typed: begun }, goalIds.slice(0, 1));
}

/** From the last week on, sessions wait for their notes here; what came before stays in the paper file. */
export async function keepsNotesHere({ own, past, therapistId }: Desk, since: number): Promise<void> {
  await past.at(since, () => keepNotesSince(own, therapistId, new Date(since)));
}

/** Write a note about a session and sign it, so many minutes after. */
export async function signed(desk: Desk, kept: Kept, told: Told, goalIds: string[] = []): Promise<string> {
  const draft = await drafted(desk, kept, told, goalIds);
  const moment = kept.endsAt + (told.after ?? 25) * MINUTE;
  await desk.past.at(moment, async () => granted(said(await signNote(desk.own, draft))));
  return draft.id;
}

function drafted({ own, past }: Desk, kept: Kept, told: Told, goalIds: string[]) {
  return past.at(kept.endsAt + 16 * MINUTE, async () => {
    const { kind, template, typed } = told;
    const id = said(await beginNote(own, { kind, template, clientId: kept.clientId, bookingId: kept.id }));
    const { version } = said(await draftAsItStands(own, id)).note;
    const saved = granted(said(await saveDraft(own, { id, version, typed, goalIds })));
    return { id, version: saved.version };
  });
}

async function setAll({ own }: Desk, clientId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const text of goals) ids.push(said(await setGoal(own, { clientId, text })));
  return ids;
}

function said<T>(answer: T | null): T {
  if (answer === null) throw new Error("The demo's story was refused: a note is not theirs to write");
  return answer;
}

const goals = ["Sleep through five nights out of seven", "Be awake at four without working"];

const soap = { kind: "progress", template: "soap" } as const;

const intake: Told = {
  kind: "intake",
  template: "intake",
  typed: {
    reasons:
      "Wakes at four, most nights, since the spring. “My head is already at work before I am.” She comes now because a week in August went by without one whole night.",
    history:
      "Slept well until the promotion in March. Blood work in June without findings, her doctor knows of this. No medication. Yoga helped for a while; an app did not.",
    life: "Lives with her husband and a daughter of six. Leads a team of nine. Two coffees, the last at three. A glass of wine on Fridays.",
    risk: "Asked about despair and about wanting to die: neither, now or before. Knows whom to call at night.",
    impression:
      "Sleep that learned to be on duty. Rested people tell this story with fewer clocks in it; she looks at hers four times a night.",
    next: "Weekly, at ten. A sleep diary until the next time, and the clock leaves the bedroom.",
  },
};

const plan: Told = {
  kind: "plan",
  template: "plan",
  typed: {
    towards: "Whole nights, and four o’clock as an hour like any other.",
    how: "Weekly for ten weeks. Sleep scheduling first, hypnosis from the third session on, with a recording to take home.",
    signs:
      "The diary: **five nights out of seven**. And that she can say what she thought of at four, and it was not the team.",
    review: "After the sixth session.",
  },
};

const progress: Record<string, string>[] = [
  {
    subjective:
      "Two good nights out of seven, the first in a while. The clock is in the hall: “I still know what time it is.”",
    objective: "Rested in the face. Laughs at the diary. Speaks faster once it is about the team.",
    assessment:
      "The schedule takes. Worry has moved from the night into the evening, which is a better place.",
    plan: "- Half an hour of worry on paper, at six\n- Up at half past six, weekends too",
  },
  {
    subjective: "Three nights. On Thursday she woke at four and fell asleep again “before I could object”.",
    objective: "First trance today: deep within minutes, warm hands, slow return.",
    assessment: "Responds well. What she fears about four is less being awake than being useless at nine.",
    plan: "The recording, every evening but one. We look at nine o’clock next time.",
  },
  {
    subjective: "Four nights, then her daughter’s fever and none. Did not take it as a relapse.",
    objective: "Tired and steady. Brought the diary unasked.",
    assessment: "A bad week that stayed one bad week. That is the progress.",
    plan: "Keep all of it. No new exercise.",
  },
  {
    subjective: "Back to four. Said no to a Sunday call and slept.",
    objective: "Second trance; she found the place by the river by herself.",
    assessment: "Close to the first goal. The second begins to move.",
    plan: "Review against the plan in two weeks. Talk about spacing the sessions.",
  },
];

const begun = {
  subjective: "Five out of seven. Awake at four on Tuesday, made tea, read, did not open the laptop.",
  objective: "",
  assessment: "",
  plan: "Ask about spacing.",
};
