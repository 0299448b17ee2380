import { href } from "react-router";

/** Today again, of the same therapist, with what came of it. */
export function backToToday({ of, news }: { of?: string | undefined; news?: string }): string {
  const query = new URLSearchParams({ ...(of && { of }), ...(news && { news }) }).toString();
  return query ? `${href("/practice/today")}?${query}` : href("/practice/today");
}
