import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { type Answered, measuresOf, ownMeasures } from "./read-form.ts";
import type { Band } from "./scoring/points.ts";
import { measures } from "./scoring/score.ts";

/** One measure of one person over time, the oldest first. */
export type Progress = {
  /** Names the measure and the person, among a client's lines. */
  key: string;
  measure: string;
  whose: string;
  most: number;
  bands: readonly Band[];
  source: string;
  points: { askedId: string; at: Date; total: number; band: string }[];
  /** How many were signed with something left out, and so have no total. */
  withoutTotal: number;
};

/** How a signed-in person's own measures went, by those they signed themselves. */
export async function ownProgress(ctx: ClientCtx): Promise<Progress[]> {
  return progressOf(await ownMeasures(ctx));
}

/** How a client's measures went, of those within a member's reach; each is noted as read. */
export async function progressWithin(ctx: MemberCtx, clientId: string): Promise<Progress[]> {
  return progressOf(await measuresOf(ctx, clientId));
}

/** The scores of signed forms as lines to draw: one for each measure and person; a PHQ-8 is no point on a PHQ-9's line. */
export function progressOf(answered: readonly Answered[]): Progress[] {
  const scored = answered
    .filter(({ score, whole }) => score && whole.asked.status === "signed")
    .sort((one, other) => signedAt(one) - signedAt(other));
  const lines = Map.groupBy(scored, ({ score, whole }) => `${score?.measure} ${whose(whole.asked)}`);
  return [...lines].flatMap(([key, line]) => {
    const [first] = line;
    const known = first?.score && measures[first.score.measure];
    if (!first?.score || !known) return [];
    const points = line.flatMap(({ score, whole }) =>
      score && score.total !== null && whole.asked.signedAt
        ? [
            {
              askedId: whole.asked.id,
              at: whole.asked.signedAt,
              total: score.total,
              band: score.band?.label ?? "",
            },
          ]
        : [],
    );
    const name = first.whole.forName ?? first.whole.person.name;
    return [
      {
        ...{ key, measure: first.score.measure, whose: name, points },
        ...{ ...known, withoutTotal: line.length - points.length },
      },
    ];
  });
}

function signedAt({ whole }: Answered): number {
  return whole.asked.signedAt?.getTime() ?? 0;
}

/** Whom a form is about: two children whose guardian is one person are two. */
function whose({ forParticipantId, participantId }: Answered["whole"]["asked"]): string {
  return forParticipantId ?? participantId;
}
