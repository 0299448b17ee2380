/** What a page says of what was just done, by the `?news=` of its address; null for a word it does not know. */
export function newsFor<Said>(query: URLSearchParams, said: Readonly<Record<string, Said>>): Said | null {
  const news = query.get("news") ?? "";
  return Object.hasOwn(said, news) ? (said[news] ?? null) : null;
}
