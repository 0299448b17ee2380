const speeds = ["0.75", "1", "1.25", "1.5"];

type PlayerProps = {
  title: string;
  src: string;
  /** Where it goes on, seconds, and where that is kept; left out where nobody's place is. */
  place?: { at: number; keepAt: string };
};

/**
 * A recording to listen to. The browser's own player does everything; how fast it goes and where somebody stopped are
 * added by public/listen.js, which the page loads.
 */
export function Player({ title, src, place }: PlayerProps) {
  return (
    <div className="player stack" data-player="" data-at={place?.at} data-keep={place?.keepAt}>
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript stands beneath it, as words. */}
      <audio controls preload="metadata" src={src} aria-label={title} />
      <fieldset className="cluster" aria-label="Speed" data-speeds="" hidden>
        {speeds.map((speed) => (
          <button
            key={speed}
            type="button"
            className="btn"
            data-kind="quiet"
            data-small=""
            data-speed={speed}
            aria-pressed={speed === "1"}
          >
            {speed}×
          </button>
        ))}
      </fieldset>
      <script type="module" src="/listen.js" />
    </div>
  );
}

/** What is said in a recording, for whoever reads rather than hears it. */
export function Transcript({ text }: { text: string }) {
  if (text.trim() === "") return null;
  return (
    <details className="transcript">
      <summary>Transcript</summary>
      <div className="prose">
        {text
          .split(/\r?\n\s*\r?\n/)
          .map((paragraph, at) => ({ key: `${at}-${paragraph.length}`, paragraph }))
          .map(({ key, paragraph }) => (
            <p key={key}>{paragraph}</p>
          ))}
      </div>
    </details>
  );
}
