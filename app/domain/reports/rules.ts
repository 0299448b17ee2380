/** A session as the day knows it; instants are milliseconds. */
type OnTheDay = { startsAt: number; endsAt: number };

const minute = 60_000;

/** Minutes; a shorter pause nobody would call free. */
const shortestPause = 30;

/**
 * Where somebody stands in their day at `now`: the session that is on, the one that comes next, and the first free stretch
 * after it. `taken` is all that keeps time, requests and holds as well.
 */
export function whereInTheDay<Session extends OnTheDay>(
  sessions: readonly Session[],
  taken: readonly OnTheDay[],
  now: number,
) {
  const current = sessions.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt) ?? null;
  const next = ahead(sessions, now)[0] ?? null;
  return { current, next, free: pauseAfter(ahead(taken, now)) };
}

function ahead<Session extends OnTheDay>(sessions: readonly Session[], now: number): Session[] {
  return sessions.filter(({ startsAt }) => startsAt > now).sort((a, b) => a.startsAt - b.startsAt);
}

/** The first pause worth the name between sessions still ahead: from the end of one to the start of another. */
function pauseAfter(ahead: readonly OnTheDay[]): { from: number; until: number } | null {
  for (const [index, { endsAt }] of ahead.entries()) {
    const following = ahead[index + 1];
    if (following && following.startsAt - endsAt >= shortestPause * minute)
      return { from: endsAt, until: following.startsAt };
  }
  return null;
}
