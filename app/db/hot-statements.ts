/** A statement as drizzle hands it to a connection: its text, perhaps a name of its own, and its values beside it. */
export type Asked = [statement: { text?: string; name?: string }, values?: unknown, ...rest: unknown[]];

/** How often a text is asked before Postgres is to remember it, how many it remembers, and how many we count. */
const often = 3;
const most = 300;
const counted = 5_000;

/**
 * Names what is asked again and again, so that Postgres reads and plans it once on each connection: half of its time went
 * into planning the same statements anew. The first `most` that come back are named and stay so; a list of a length of its own is
 * a text of its own, and must not fill its memory. Values make it worth it: what has none is `begin` and its like.
 */
export function hotStatements(): (asked: Asked) => Asked {
  const names = new Map<string, string>();
  const times = new Map<string, number>();
  return ([statement, values, ...rest]) => {
    const text = statement.name ? undefined : statement.text;
    if (text === undefined || !Array.isArray(values) || values.length === 0)
      return [statement, values, ...rest];
    const name = names.get(text) ?? count(text);
    return [name === undefined ? statement : { ...statement, name }, values, ...rest];
  };

  function count(text: string): string | undefined {
    const so = (times.get(text) ?? 0) + 1;
    if (so < often || names.size === most) {
      if (times.size === counted) times.clear();
      times.set(text, so);
      return undefined;
    }
    times.delete(text);
    const name = `hot_${names.size}`;
    names.set(text, name);
    return name;
  }
}
