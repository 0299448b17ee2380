/** A stretch of time over which a zone keeps one offset from UTC. Everything in milliseconds. */
export type Span = {
  from: number;
  until: number;
  offset: number;
  /**
   * Wall times before this one are read with this span's offset. It is the later of the two readings of the clock
   * change that ends the span, which is Temporal's "compatible" rule in one number: a time the clocks skip is read
   * as if they had not yet moved (so it comes out later), and a time they repeat is the first of its two.
   */
  wallUntil: number;
  next: Span | null;
};

const SECOND = 1_000;
const DAY = 86_400_000;

// Spans are learnt from Intl, a block at a time and only when asked for; block 0 starts with 1970, the last ends in
// 2100. Outside of them the nearest known offset holds. Each block reaches two days over its edges, so a wall time
// and everything within a day of it are answered by one block.
const BLOCK = 396 * DAY;
const LAST_BLOCK = 120;
const EDGE = 2 * DAY;

// No zone has changed its clocks and changed them back in less than 6.9 days since 1970 (Brazil, October 2000), and
// none is due to (Gaza, October 2040), so a look every five days misses nothing. BLOCK + 2 × EDGE is a multiple of it.
const STRIDE = 5 * DAY;

/** IANA knows fewer than 600 names; only their misspelt capitals, which Intl forgives, could ever fill this. */
const MOST_ZONES = 1_000;

const blocks = new Map<string, (Span | undefined)[]>();

/** The span an instant lies in. A zone nobody knows is a bug and throws. */
export function spanAt(zone: string, instant: number): Span {
  let span = blockAt(zone, instant);
  while (span.next && instant >= span.until) span = span.next;
  return span;
}

/** The span a wall time (milliseconds, as if UTC) is read with. A zone nobody knows is a bug and throws. */
export function spanOfWall(zone: string, wall: number): Span {
  let span = blockAt(zone, wall);
  while (span.next && wall >= span.wallUntil) span = span.next;
  return span;
}

function blockAt(zone: string, ms: number): Span {
  let known = blocks.get(zone);
  if (!known) {
    if (blocks.size >= MOST_ZONES) blocks.clear();
    known = [];
    blocks.set(zone, known);
  }
  const index = Math.min(Math.max(Math.floor(ms / BLOCK), 0), LAST_BLOCK);
  return known[index] ?? learn(known, index, zone);
}

function learn(known: (Span | undefined)[], index: number, zone: string): Span {
  const first = spansBetween(index * BLOCK - EDGE, (index + 1) * BLOCK + EDGE, offsetTeller(zone));
  known[index] = first;
  return first;
}

/** The first of the spans that fill the time between. */
function spansBetween(start: number, end: number, offsetBy: (instant: number) => number): Span {
  const first: Span = { from: start, until: end, offset: offsetBy(start), wallUntil: Infinity, next: null };
  let span = first;
  for (let probe = start + STRIDE; probe <= end; probe += STRIDE) {
    while (offsetBy(probe) !== span.offset) {
      const at = changeBetween(Math.max(span.from, probe - STRIDE), probe, span.offset, offsetBy);
      const next: Span = { from: at, until: end, offset: offsetBy(at), wallUntil: Infinity, next: null };
      span.until = at;
      span.wallUntil = at + Math.max(span.offset, next.offset);
      span.next = next;
      span = next;
    }
  }
  return first;
}

/** The first second of another offset than `offset`, which holds at `early` and no more at `late`. */
function changeBetween(
  early: number,
  late: number,
  offset: number,
  offsetBy: (instant: number) => number,
): number {
  let [before, after] = [early, late];
  while (after - before > SECOND) {
    const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
    if (offsetBy(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** Asks Intl, which answers "11 PM GMT-00:44:30" (Monrovia, until 1972). */
function offsetTeller(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hour: "numeric",
    timeZoneName: "longOffset",
  });
  return function offset(instant) {
    const text = format.format(instant);
    const told = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
    if (!told) throw new Error(`Intl told no offset for ${zone}: ${text}`);
    const [, sign, hours, minutes, seconds = "0"] = told;
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
    return sign === "-" ? -size : size;
  };
}
