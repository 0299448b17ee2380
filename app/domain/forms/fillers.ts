import type { participants } from "#app/db/schema/clients.ts";

type Person = Pick<typeof participants.$inferSelect, "id" | "name" | "role" | "isUnderAge">;

/** Somebody who fills a form, for themselves or for a child. `key` names the two. */
export type Filler = { key: string; participantId: string; forParticipantId: string | null; name: string };

/** Who is to fill a form: each adult their own, and for whoever is under age the guardian who came first. */
export function fillersAmong(people: readonly Person[]): Filler[] {
  const guardian = people.find(({ role }) => role === "guardian");
  return people
    .filter(({ role }) => role === "self" || role === "partner" || role === "child")
    .flatMap(({ id, name, isUnderAge }): Filler[] => {
      if (!isUnderAge) return [{ key: id, participantId: id, forParticipantId: null, name }];
      if (!guardian) return [];
      const forChild = { participantId: guardian.id, forParticipantId: id };
      return [{ key: `${guardian.id}.${id}`, ...forChild, name: `${guardian.name}, for ${name}` }];
    });
}
