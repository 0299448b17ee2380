import type pg from "pg";
import type { ParticipantRole } from "#app/db/schema/clients.ts";
import { addClient, beginCare, type NewClient } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";

let known = 0;

/**
 * A client with the people in these roles, each of whom can sign in (`as`), whose doors are open. Where a child is among
 * them they are under age.
 */
export async function aClientOf(
  house: { database: { pool: Pick<pg.Pool, "query"> }; clock: { advance(ms: number): void } },
  practice: { ctx: Ctx; therapistId: string },
  kind: NewClient["kind"],
  roles: ParticipantRole[],
) {
  const { ctx, therapistId } = practice;
  const people: { name: string; email: string; role: ParticipantRole; userId: string }[] = [];
  for (const role of roles) {
    known += 1;
    const person = { name: `${role} ${known}`, email: `${role.replace("_", "-")}-${known}@selvage.test` };
    people.push({ ...person, role, userId: (await knowByAddress(ctx, person)).userId });
  }
  const { clientId } = await addClient(ctx, { kind, name: `Client of ${roles.join(" and ")}`, people });
  await house.database.pool.query(
    "update participants set is_under_age = true where client_id = $1 and role = 'child'",
    [clientId],
  );
  await beginCare(ctx, clientId, therapistId);
  await moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy: "therapist" });
  house.clock.advance(1);
  return {
    clientId,
    people,
    /** Asked by the person in that role. */
    as(role: ParticipantRole): ClientCtx {
      const person = people.find((one) => one.role === role)!;
      return { ...ctx, actor: { kind: "client", userId: person.userId } };
    },
  };
}
