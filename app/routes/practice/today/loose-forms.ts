import { href } from "react-router";
import type { WholeAsked } from "#app/domain/forms/asked.ts";
import { firstName } from "#app/values/short-name.ts";
import { type Clock, dayOfIt, type LooseRow } from "./loose.ts";

/** Signed forms that nobody has read as one line: alone, to the form; several, to the list of them. */
export function formRows(toRead: readonly WholeAsked[], clock: Clock): LooseRow[] {
  const oldest = toRead.at(-1);
  if (!oldest?.asked.signedAt) return [];
  const count = toRead.length;
  return [
    {
      title: `${count} ${count === 1 ? "form" : "forms"} to read`,
      href: count === 1 ? href("/practice/forms/:id", { id: oldest.asked.id }) : href("/practice/intakes"),
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(oldest.clientName)}, ${dayOfIt(oldest.asked.signedAt, clock)}`,
    },
  ];
}
