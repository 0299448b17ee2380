import type { ClientKind, Stage } from "#app/db/schema/clients.ts";

/** Somebody to practise with. Days are counted from today; a call or a session falls on the first open time from there on. */
export type Invented = {
  kind: ClientKind;
  name: string;
  people: string[];
  stage: Stage;
  /** When the first call was, or is to be. */
  call: number;
  sessions: number[];
  /** The last past session was not marked yet: one of the things to practise. */
  leavesUnmarked?: boolean;
};

/** Said behind every name, so that nobody is ever in doubt, wherever it stands. */
const mark = "(invented)";

/**
 * Six people across all stages: a call to come, one that waits for a decision, somebody who has just begun, somebody who
 * comes every week, a couple, and somebody who has finished.
 */
export const cast: readonly Invented[] = [
  one("Nora Vale", { stage: "discovery", call: 2, sessions: [] }),
  one("Tomas Reed", { stage: "discovery", call: -2, sessions: [] }),
  one("Ines Marlow", { stage: "intake", call: -12, sessions: [4] }),
  one("Oskar Lind", {
    stage: "ongoing",
    call: -45,
    sessions: [-36, -29, -22, -15, -8, 6, 13],
    leavesUnmarked: true,
  }),
  {
    kind: "couple",
    name: `Ada and Jules Bright ${mark}`,
    people: [`Ada Bright ${mark}`, `Jules Bright ${mark}`],
    ...{ stage: "ongoing", call: -40, sessions: [-30, -16, 5] },
  },
  one("Milo Hart", { stage: "ended", call: -60, sessions: [-52, -45, -38] }),
];

function one(name: string, life: Pick<Invented, "stage" | "call" | "sessions" | "leavesUnmarked">): Invented {
  return { kind: "individual", name: `${name} ${mark}`, people: [`${name} ${mark}`], ...life };
}
