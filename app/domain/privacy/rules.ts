type Writer = { userId: string /** Whether the booking is that person's alone. */; isAlone: boolean };

/**
 * Whether words kept with a booking are a person's own to be handed: they wrote them signed in, or nobody was and the
 * booking is theirs alone. What a partner or the practice wrote stays with them.
 */
export function isOwnWriting(actor: string | undefined, { userId, isAlone }: Writer): boolean {
  if (actor === undefined) return false;
  return actor === `client:${userId}` || (isAlone && /^(visitor|holder:)/.test(actor));
}
