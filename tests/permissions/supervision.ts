import { takeOn } from "#app/domain/practices/open.ts";
import { begin } from "#app/domain/therapists/supervise.ts";
import { newId } from "#app/values/ids.ts";
import type { Side } from "./cast.ts";
import { aTemplateOf } from "./notes.ts";
import type { Named } from "./records.ts";

async function aSupervisor({ ctx }: Side): Promise<string> {
  const name = `Sue ${newId()}`;
  const email = `${newId()}@selvage.test`;
  return (await takeOn(ctx, { email, name, roles: ["supervisor"] })).memberId;
}

/** What a practice agreed on with itself: how notes are laid out, or who supervises. */
export function anAgreement(path: string, side: Side): Promise<Named> {
  return path.includes("supervision") ? aSupervision(side) : aTemplateOf(side);
}

/** Somebody who supervises this side's therapist. */
async function aSupervision(side: Side): Promise<Named> {
  const wish = { supervisorId: await aSupervisor(side), therapistId: side.therapistId, mustCoSign: true };
  const begun = await begin(side.ctx, wish);
  if (!begun.ok) throw new Error(`No supervision: ${begun.refusal}`);
  return begun.value;
}

export const supervisionBodies = {
  "routes/office/supervision/supervision.tsx": async ({ side }: { side: Side }) => ({
    supervisor: await aSupervisor(side),
    therapist: side.therapistId,
  }),
  "routes/office/supervision/end.ts": () => ({}),
};
