import type { RouterContextProvider } from "react-router";
import { type SeenAs, seeAs } from "#app/domain/clients/see-as.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Here } from "#app/routes/client/here.ts";

type Whose = { id: string; person: string };

/**
 * Load a client's page as one of the people in it sees it. Nothing can be written on the way, and no session of theirs
 * begins; 404 for who is not the member's to see so, and for somebody without a page of their own.
 */
export async function lookingAs<T>(
  context: Readonly<RouterContextProvider>,
  { id, person }: Whose,
  load: (here: Here) => Promise<T>,
): Promise<T> {
  const ctx = asMember(context, "client.see_as");
  const looked = await seeAs(ctx, { clientId: id, participantId: person }, (ctx, seen) =>
    load(hereOf(ctx, seen)),
  );
  return orNotFound(looked).shown;
}

function hereOf(ctx: Here["ctx"], { account: { name, email, zone } }: SeenAs): Here {
  return { ctx, name, email, zone };
}
