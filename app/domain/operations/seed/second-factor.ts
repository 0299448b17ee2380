import { members } from "#app/db/schema/practices.ts";
import type { House } from "#app/domain/ctx.ts";
import { keepSecret } from "#app/domain/identity/authenticator.ts";
import { demoSecret } from "./demo-secret.ts";

/** Give everybody who works in the demo's practices an authenticator app, all with the one secret the demo tells. */
export async function shareSecondFactor(house: House): Promise<void> {
  const people = await house.db.selectDistinct({ userId: members.userId }).from(members);
  for (const { userId } of people) await keepSecret(house, userId, demoSecret);
}
