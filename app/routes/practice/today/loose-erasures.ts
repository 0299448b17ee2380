import { href } from "react-router";
import { firstName } from "#app/values/short-name.ts";
import { type Clock, dayOfIt, type LooseRow } from "./loose.ts";

type Asked = { clientId: string; clientName: string; askedAt: Date };

/** Requests to be erased that wait for an answer as one line: alone, to its own page; several, to the list of them. */
export function erasureRows(asked: readonly Asked[], clock: Clock): LooseRow[] {
  const [first, ...more] = asked;
  if (!first) return [];
  const count = more.length + 1;
  return [
    {
      title: count === 1 ? "1 request to be erased" : `${count} requests to be erased`,
      href: count === 1 ? href("/office/erasures/:id", { id: first.clientId }) : href("/office/erasures"),
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(first.clientName)}, ${dayOfIt(first.askedAt, clock)}`,
    },
  ];
}
