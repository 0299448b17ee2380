/** The way onto the list for an earlier time, or to one's place on it. */
export function Sooner({ placeHref, askHref }: { placeHref: string | null; askHref: string }) {
  return placeHref ? (
    <p>
      You’re on the list for an earlier time. <a href={placeHref}>See your place</a>
    </p>
  ) : (
    <p>
      Sooner would be better? <a href={askHref}>Tell me if an earlier time opens</a>
    </p>
  );
}
