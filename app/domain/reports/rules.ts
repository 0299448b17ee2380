/** A session as the day knows it; instants are milliseconds. */
export type OnTheDay = { startsAt: number; endsAt: number };

const minute = 60_000;

/** Minutes; a shorter pause nobody would call free. */
export const shortestPause = 30;

/** Where somebody stands in their day at `now`: what is on, what comes next, and the first free stretch after that. */
export function whereInTheDay<Session extends OnTheDay>(sessions: readonly Session[], now: number) {
  const inOrder = sessions.toSorted((a, b) => a.startsAt - b.startsAt);
  const current = inOrder.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt) ?? null;
  const ahead = inOrder.filter(({ startsAt }) => startsAt > now);
  const next = ahead[0] ?? null;
  return { current, next, free: pauseAfter(ahead) };
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
