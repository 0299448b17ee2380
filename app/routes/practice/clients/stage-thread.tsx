import type { Stage } from "#app/db/schema/clients.ts";
import { stageWords } from "./in-words.ts";

type Props = {
  care: { stage: Stage; wasOpen: boolean };
  /** Named where several therapists see the same client. */
  whose: string | null;
};

const stages = Object.keys(stageWords) as Stage[];

/** Where care stands, as knots on one thread: what is behind is filled, what lies ahead is hollow. */
export function StageThread({ care: { stage, wasOpen }, whose }: Props) {
  const here = stages.indexOf(stage);
  return (
    <div className="stages">
      {whose && <p className="eyebrow">With {whose}</p>}
      <ol aria-label={whose ? `Stages with ${whose}` : "Stages"}>
        {stages.map((one, index) => {
          const wasPassed = index < here && (one === "discovery" || wasOpen);
          const state = index === here ? "current" : wasPassed ? "done" : "ahead";
          return (
            <li key={one} data-state={state} aria-current={state === "current" ? "step" : undefined}>
              {stageWords[one]}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
