import { href, redirect } from "react-router";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { threadsWith } from "#app/domain/messaging/lists.ts";
import { openThreadsWith } from "#app/domain/notifications/welcome-thread.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/with-client";

/** To the conversation with a client: opened with its welcome where there was none; to the list where there are several. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "messages.read");
  const client = orNotFound(await clientWithin(ctx, "messages.read", params.id));
  await openThreadsWith(ctx, client.id);
  const [first, ...more] = await threadsWith(ctx, client.id);
  if (first && more.length === 0) throw redirect(href("/practice/messages/:id", { id: first.thread.id }));
  throw redirect(`${href("/practice/messages")}?${new URLSearchParams({ q: client.name })}`);
}
