import { type RouterContextProvider, redirect } from "react-router";
import { signedIn } from "#app/context.ts";
import { type Frame, frameOf, homeSite } from "#app/domain/site/queries.ts";
import { houseOf, openOrNotYet } from "#app/http.ts";
import { whereTo } from "./whereto.ts";

type Context = Readonly<RouterContextProvider>;

/** The frame of the pages at the door: those of the practice at `/`. */
export async function frontFrame(context: Context): Promise<Frame> {
  return frameOf(openOrNotYet(await homeSite(houseOf(context))));
}

/** Somebody who is signed in already has no business at the door: they are led to where they were going. */
export function leadOn(context: Context, back: string | null): void {
  const session = context.get(signedIn);
  if (!session) return;
  const { standing } = session;
  const memberId = standing?.kind === "member" ? standing.memberId : null;
  throw redirect(whereTo(standing && { memberId }, back), 303);
}

/** Pages at the door are in nobody's cache and in no search engine; whoever has to wait is told how long. */
export function frontHeaders({ actionHeaders }: { actionHeaders: Headers }): Record<string, string> {
  const wait = actionHeaders.get("Retry-After");
  return {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    ...(wait ? { "Retry-After": wait } : {}),
  };
}
