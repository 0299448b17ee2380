type LookBarProps = {
  /** Through whose eyes. */
  name: string;
  back: string;
  others: string;
};

/** Above a page that is somebody else's: whose it is, that nothing can be done on it, and the way out. */
export function LookBar({ name, back, others }: LookBarProps) {
  return (
    <aside className="look-bar" aria-label="How you see this page">
      <p>
        <strong>You see this as {name} sees it.</strong> Nothing can be changed here. Recorded.
      </p>
      <p className="cluster">
        <a href={others}>Somebody else</a>
        <a href={back}>Leave this view</a>
      </p>
    </aside>
  );
}
