import type { Role } from "#app/db/schema/practices.ts";
import type { Actor } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";

/** Somebody who claims every role there is in a practice, and to be its therapist: the application believes them. */
export function claims({ ctx, therapistId }: TestPractice, userId: string): Actor {
  const everything = { roles: ["owner", "manager", "therapist", "supervisor"] as const, clinicalLead: true };
  return aMember(ctx.practiceId, { ...everything, userId, therapistId });
}

/** Eleven people to whom nothing of a practice's clients belongs, each claiming as much as they can. */
export async function strangers(practice: TestPractice): Promise<Record<string, Actor>> {
  const claiming = (userId: string) => claims(practice, userId);
  const hire = async (name: string, roles: Role[]) =>
    claiming((await takeOn(practice.ctx, { email: `${name}@selvage.test`, name, roles })).userId);
  const elsewhere = await aPractice(practice.ctx);
  const stranger = await practice.aClient();
  return {
    "an owner who is nobody's therapist": await hire("owen", ["owner"]),
    "a manager": await hire("mia", ["manager"]),
    "another therapist": await hire("theo", ["therapist"]),
    "a scheduler": await hire("sam", ["scheduler"]),
    "a biller": await hire("bea", ["biller"]),
    "another practice's owner": claiming(elsewhere.userId),
    "somebody nobody knows": claiming(crypto.randomUUID()),
    "another client": stranger.ctx.actor,
    "somebody who looks through a client's eyes": {
      kind: "client",
      userId: practice.userId,
      only: { clientId: stranger.clientId, therapistId: null },
    },
    "the holder of another link": { kind: "holder", bookingId: crypto.randomUUID() },
    "a visitor": { kind: "visitor" },
  };
}
