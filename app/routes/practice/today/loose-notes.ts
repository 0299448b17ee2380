import { href } from "react-router";
import type { Unfinished } from "#app/domain/notes/worklist.ts";
import { firstName } from "#app/values/short-name.ts";
import { type Clock, dayOfIt, type LooseRow } from "./loose.ts";

/** Notes to write, sign or co-sign as one line, leading to the list of them; a session that has yet to be marked is not one yet. */
export function noteRows(unfinished: readonly Unfinished[], clock: Clock): LooseRow[] {
  const loose = unfinished.filter(({ isUnmarked }) => !isUnmarked);
  const [first] = loose;
  if (!first) return [];
  const count = loose.length;
  return [
    {
      title: `${count} ${count === 1 ? "note" : "notes"} to sign`,
      href: href("/practice/notes"),
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(first.name)}, ${dayOfIt(first.at, clock)}`,
    },
  ];
}
