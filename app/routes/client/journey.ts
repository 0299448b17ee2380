import type { OwnRelationship } from "#app/domain/clients/queries.ts";

export type JourneyStep = { title: string; text: string; state: "done" | "here" | "ahead" };

type Way = Pick<OwnRelationship, "stage" | "discoveryBy">;

/** The steps of working together, as far as somebody has come in them. */
export function journeyOf({ stage, discoveryBy }: Way, firstName: string): JourneyStep[] {
  const at = { discovery: 0, intake: 1, ongoing: 2, ended: 3 }[stage];
  const steps = [
    { title: "The first call", text: firstCall(at > 0, discoveryBy, firstName) },
    { title: "The first sessions", text: at === 0 ? opensLater : "Finding out together what helps." },
    {
      title: "Going on",
      text: "As often and for as long as it does you good. You look again together from time to time.",
    },
    ...(stage === "ended" ? [{ title: "The end", text: "What you did together stays yours." }] : []),
  ];
  return steps.map((step, n) => ({ ...step, state: n < at ? "done" : n === at ? "here" : "ahead" }));
}

const opensLater = "Sessions open after our first call, so we can both be sure.";

function firstCall(isBehind: boolean, by: Way["discoveryBy"], firstName: string): string {
  if (!isBehind)
    return "It’s free, and nothing goes on by itself: afterwards you both say honestly whether it fits.";
  if (by === "call" || by === null) return "You spoke, and began together.";
  return `You and ${firstName} began without one.`;
}
