import { and, asc, eq, inArray } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { mayAct } from "./rules.ts";

/** Whom something about a booking has to reach: its client, and the address and number it was made with. */
type Booked = { clientId: string; guestEmail: string | null; guestPhone: string | null; isInvented: boolean };

/** `email` null: no letter reaches them. `phones` are those they may be rung at; `mayLeaveMessage` where nobody answers. */
export type Reached = {
  email: string | null;
  phones: { name: string; phone: string; mayLeaveMessage: boolean }[];
};

/**
 * How the people of each client may be reached about a booking (safe contact): at the address it was made with unless they
 * asked for no letters, and at the numbers of those who act for it unless they asked not to be rung.
 */
export async function waysToReach(ctx: Ctx, all: readonly Booked[]): Promise<(booked: Booked) => Reached> {
  const ids = [...new Set(all.map(({ clientId }) => clientId))];
  const people = ids.length === 0 ? [] : await peopleIn(ctx, ids);
  return ({ clientId, guestEmail, guestPhone, isInvented }) => {
    const own = people.filter(({ person }) => person.clientId === clientId);
    const written = own.filter(
      ({ person, email }) => guestEmail !== null && (person.email === guestEmail || email === guestEmail),
    );
    const mayWrite = !isInvented && written.every(({ person }) => person.mayEmail);
    const acting = own.filter(({ person }) => mayAct(person.role) && !person.isUnderAge && person.mayCall);
    const phones = acting.flatMap(({ person: { name, phone, mayLeaveMessage } }) =>
      phone ? [{ name, phone, mayLeaveMessage }] : [],
    );
    const mayRing = own.every(({ person }) => person.mayCall || !mayAct(person.role));
    const typed =
      guestPhone && mayRing && phones.length === 0
        ? [{ name: "", phone: guestPhone, mayLeaveMessage: false }]
        : [];
    return { email: mayWrite ? guestEmail : null, phones: [...phones, ...typed] };
  };
}

function peopleIn(ctx: Ctx, clientIds: readonly string[]) {
  return ctx.db
    .select({ person: participants, email: users.email })
    .from(participants)
    .leftJoin(users, eq(users.id, participants.userId))
    .where(and(eq(participants.practiceId, ctx.practiceId), inArray(participants.clientId, [...clientIds])))
    .orderBy(asc(participants.createdAt), asc(participants.id));
}
