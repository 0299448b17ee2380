/** What a page says of what was just done, by the `?news=` of its address; nothing for a word it does not know. */
export function newsFor(news: string | null, words: Readonly<Record<string, string>>): string | undefined {
  return news !== null && Object.hasOwn(words, news) ? words[news] : undefined;
}
