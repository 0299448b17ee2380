import { href } from "react-router";

type Standing = { memberId: string | null } | null;

/**
 * Where somebody goes once they are signed in: back to the page they asked for, when it is open to who they are now, and
 * otherwise to the first page of their place, or to the choice between several.
 */
export function whereTo(standing: Standing, back: string | null): string {
  if (!standing) return `${href("/sign-in/standing")}${backQuery(back)}`;
  const isMember = standing.memberId !== null;
  if (back !== null && isOpenTo(isMember, back)) return back;
  return isMember ? href("/practice/today") : href("/client");
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
