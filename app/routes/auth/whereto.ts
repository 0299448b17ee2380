import { href } from "react-router";
import type { SignedIn } from "#app/domain/identity/session.ts";

type Standing = { memberId: string | null } | null;

/**
 * Where somebody goes once they are signed in: back to the page they asked for, when it is open to who they are now, and
 * otherwise to the first page of their place, or to the choice between several.
 */
export function whereTo(standing: Standing, back: string | null): string {
  if (!standing) return `${href("/sign-in/standing")}${backQuery(back)}`;
  const isMember = standing.memberId !== null;
  if (back !== null && isOpenTo(isMember, back)) return back;
  return isMember ? href("/practice") : href("/client");
}

/** The first of somebody's own pages, or null for whoever is not signed in. */
export function ownPageOf(session: SignedIn | null): string | null {
  if (!session) return null;
  const { standing } = session;
  return whereTo(standing && { memberId: standing.kind === "member" ? standing.memberId : null }, null);
}

/** `?back=…`, or nothing. */
export function backQuery(back: string | null): string {
  return back === null ? "" : `?${new URLSearchParams({ back })}`;
}

function isOpenTo(isMember: boolean, back: string): boolean {
  const [, area = ""] = back.split(/[/?#]/);
  const closed = [isMember ? "client" : "practice", "sign-in", "sign-out", "link", "join"];
  return !closed.includes(area);
}
