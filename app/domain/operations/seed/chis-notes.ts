import type { MemberCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { coSign } from "#app/domain/notes/amend.ts";
import { begin, supervisorsHere } from "#app/domain/therapists/supervise.ts";
import { addDays, MINUTE } from "#app/values/zoned.ts";
import { type Desk, granted, type Kept } from "./desk.ts";
import { keepsNotesHere, signed, type Told } from "./priyas-record.ts";
import { wall } from "./week.ts";

/** Elaine supervises Chi and co-signs what Chi signs: three notes about Tyler, of which the last still waits for her. */
export async function writeChisNotes(chi: Desk, behind: readonly Kept[]): Promise<void> {
  const { past, own, therapistId } = chi;
  const elaine = await past.at(wall(past.zone, addDays(past.today, -120), "09:00"), async () => {
    const [supervisor] = await supervisorsHere(own);
    if (!supervisor) throw new Error("Nobody supervises at Harbour");
    granted(await begin(chi.ctx, { supervisorId: supervisor.id, therapistId, mustCoSign: true }));
    return asSupervisor(chi, supervisor.id);
  });
  const sessions = behind.slice(-notes.length);
  const ids: string[] = [];
  for (const [index, kept] of sessions.entries()) {
    const told = notes[index];
    if (told) ids.push(await signed(chi, kept, told));
  }
  for (const [index, id] of ids.slice(0, -1).entries()) {
    const moment = (sessions[index]?.endsAt ?? 0) + 26 * 60 * MINUTE;
    await past.at(moment, async () => {
      const answer = await coSign(elaine, { id, text: words[index] ?? "" });
      if (!answer?.ok) throw new Error("The demo's story was refused: Elaine could not co-sign");
    });
  }
  const last = sessions.at(-1);
  if (last) await keepsNotesHere(chi, last.startsAt);
}

async function asSupervisor({ ctx, therapistId }: Desk, memberId: string): Promise<MemberCtx> {
  const { userId } = await knowByAddress(ctx, { email: "sup@harbour.test", name: "Dr. Elaine Porter" });
  const who = { kind: "member", userId, memberId, practiceId: ctx.practiceId, therapistId: null } as const;
  const roles = ["supervisor"] as const;
  return { ...ctx, actor: { ...who, roles, intake: false, clinicalLead: true, supervises: [therapistId] } };
}

const words = ["Agreed. Watch the weekends.", ""];

const dap = { kind: "progress", template: "dap" } as const;

const notes: Told[] = [
  {
    ...dap,
    typed: {
      data: "Log complete. Six hours in bed most nights, five of them asleep. Weekend drift of two hours.",
      assessment: "Sleep drive is returning. No risk reported, asked directly.",
      plan: "Hold the window another week. Same rising time on Saturday.",
    },
  },
  {
    ...dap,
    typed: {
      data: "Rose at six all seven days. “Saturday was awful and then it wasn’t.”",
      assessment: "Efficiency up to 86 percent. Worry about work is next.",
      plan: "Fifteen minutes more in bed. Worry time at seven, on paper.",
    },
  },
  {
    ...dap,
    typed: {
      data: "Worry time kept on five days. Fell asleep within twenty minutes on four.",
      assessment: "On course with the plan. Mood lighter. No risk reported, asked directly.",
      plan: "Fifteen minutes more. Begin to talk about what stays after we stop.",
    },
  },
];
