import type { Role } from "#app/db/schema/practices.ts";
import { addHours } from "#app/domain/availability/set-hours.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { type NewPractice, openPractice, takeOn } from "#app/domain/practices/open.ts";
import { type NewSessionType, offer } from "#app/domain/session-types/offer.ts";
import { policyText, policyVersion } from "#app/domain/site/policies.ts";
import { join, type NewLicence, type NewTherapist } from "#app/domain/therapists/join.ts";
import { addDays } from "#app/values/zoned.ts";
import type { Past } from "./past.ts";
import { wall } from "./week.ts";

/** How long before today the practices of the demo opened. */
const openedDaysAgo = 140;

/** Open a practice of the demo, some months ago, with the default policies, and furnish it there and then. */
export function openLongAgo<T>(
  past: Past,
  practice: NewPractice,
  furnish: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const facts = { practice: practice.name, email: practice.email, country: practice.country };
  const kinds = ["privacy", "terms", "accessibility"] as const;
  const policies = kinds.map((kind) => ({ kind, version: policyVersion, body: policyText(kind, facts) }));
  return past.at(wall(past.zone, addDays(past.today, -openedDaysAgo), "09:00"), async () =>
    furnish(await openPractice(past.house, practice, policies)),
  );
}

/** From and until, "09:00", on each of these weekdays, Monday 1 to Sunday 7. */
export type Hours = { weekdays: number[]; from: string; until: string };

export type Profile = Omit<NewTherapist, "memberId" | "zone"> & {
  email: string;
  isOwner?: boolean;
  intake?: boolean;
  hours: Hours[];
  licences?: NewLicence[];
};

/** Take a therapist of the demo on, with hours in the practice's clock; `own` is the practice as they themselves ask. */
export async function settle(
  ctx: Ctx,
  zone: string,
  profile: Profile,
): Promise<{ therapistId: string; own: MemberCtx }> {
  const { email, isOwner = false, intake = false, hours, licences, ...therapist } = profile;
  const roles: Role[] = isOwner ? ["owner", "therapist"] : ["therapist"];
  const { memberId, userId } = await takeOn(ctx, { email, name: therapist.name, roles, intake });
  const joined = await join(ctx, { ...therapist, memberId, zone }, licences);
  const ranges = hours.flatMap(({ weekdays, from, until }) => {
    const startMinute = minuteOf(from);
    return weekdays.map((weekday) => ({ weekday, startMinute, length: minuteOf(until) - startMinute, zone }));
  });
  const { therapistId } = joined;
  await addHours(ctx, therapistId, ranges);
  const { practiceId } = ctx;
  const who = { kind: "member", userId, memberId, practiceId, therapistId } as const;
  return { therapistId, own: { ...ctx, actor: { ...who, roles, intake, clinicalLead: false } } };
}

/** Offer types in the order they are listed. */
export async function offerAll(ctx: Ctx, types: { type: NewSessionType; by: string[] }[]): Promise<void> {
  for (const [position, { type, by }] of types.entries()) await offer(ctx, { ...type, position }, by);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
