import type { MemberCtx } from "#app/domain/ctx.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { join } from "#app/domain/therapists/join.ts";
import { aMember, type TestPractice } from "./practice.ts";

let hired = 0;

/** The same practice, asked by others who work there: a second therapist, a manager, a scheduler, a biller. */
export async function colleagues(practice: TestPractice) {
  hired += 1;
  const { ctx } = practice;
  const as = (actor: MemberCtx["actor"]): MemberCtx => ({ ...ctx, actor });
  const person = { email: `colleague-${hired}@selvage.test`, name: "Otto Other" };
  const { memberId, userId } = await takeOn(ctx, { ...person, roles: ["therapist"] });
  const slug = `colleague-${hired}-${process.pid}`;
  const { therapistId } = await join(ctx, {
    memberId,
    slug,
    name: person.name,
    firstName: "Otto",
    title: "Counsellor",
    headline: "Quiet",
    zone: "Europe/Lisbon",
    isPublished: true,
  });
  return {
    otherTherapistId: therapistId,
    otherSlug: slug,
    other: as(aMember(ctx.practiceId, { memberId, userId, therapistId })),
    manager: as(aMember(ctx.practiceId, { roles: ["manager"] })),
    scheduler: as(aMember(ctx.practiceId, { roles: ["scheduler"] })),
    biller: as(aMember(ctx.practiceId, { roles: ["biller"] })),
  };
}
