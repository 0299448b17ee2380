import type { ReactNode } from "react";
import { Section } from "#app/ui/section.tsx";
import type { ProgressShown } from "./progress-shown.ts";

type Props = {
  lines: readonly ProgressShown[];
  /** Whether they are of more than one person, and so say whose they are. */
  saysWhose: boolean;
  /** Where an answer is read, for whoever may. */
  linkTo?: (id: string) => string;
};

/** How measures went: each as a sentence, a drawing, and the same numbers in a table. */
export function ProgressLines({ lines, saysWhose, linkTo }: Props) {
  return lines.map((line) => (
    <Section key={line.id} title={saysWhose ? `${line.measure}, ${line.whose}` : line.measure}>
      <p>{line.sentence}</p>
      {line.points.length > 0 && (
        <>
          <Chart line={line} />
          <Numbers line={line} linkTo={linkTo} />
        </>
      )}
      {line.withoutTotal > 0 && (
        <p className="hint">
          {line.withoutTotal === 1 ? "One more was" : `${line.withoutTotal} more were`} signed with a question
          left out. The authors give no total for those, so none is made up.
        </p>
      )}
      <p className="hint">
        The ranges and their names are the authors’: {line.source}. They are a way to see what changes, and no
        diagnosis.
      </p>
    </Section>
  ));
}

/** How many points a line may have before only its ends carry their number. */
const mostNumbered = 8;

/** Shares of the width in which points are drawn: the names of the ranges stand before them. */
const from = 0.4;
const until = 0.94;

function Chart({ line: { sentence, bands, points } }: { line: ProgressShown }) {
  const x = (share: number) => percent(from + share * (until - from));
  const last = points.length - 1;
  return (
    <svg className="progress" role="img" aria-label={sentence}>
      {bands.map(({ label, top, height }, at) => (
        <g key={label}>
          <rect
            className="range"
            data-odd={at % 2 === 1 ? "" : undefined}
            x="0"
            y={percent(top)}
            width="100%"
            height={percent(height)}
          />
          <text className="range-name" x="0.75rem" y={percent(top + height / 2)} dy="0.35em">
            {label}
          </text>
        </g>
      ))}
      {points.slice(1).map((point, at) => (
        <line
          key={point.id}
          x1={x(points[at]?.x ?? 0)}
          y1={percent(points[at]?.y ?? 0)}
          x2={x(point.x)}
          y2={percent(point.y)}
        />
      ))}
      {points.map(({ id, total, ...point }, at) => (
        <g key={id}>
          <circle
            data-last={at === last ? "" : undefined}
            cx={x(point.x)}
            cy={percent(point.y)}
            r={at === last ? 6 : 4}
          />
          {(points.length <= mostNumbered || at === 0 || at === last) && (
            <text
              className="total"
              x={x(point.x)}
              y={percent(point.y)}
              dy={point.y < 0.12 ? "1.5em" : "-0.75em"}
              textAnchor="middle"
            >
              {total}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function Numbers({ line, linkTo }: { line: ProgressShown; linkTo: Props["linkTo"] }) {
  const dayOf = ({ id, when }: ProgressShown["points"][number]): ReactNode =>
    linkTo ? <a href={linkTo(id)}>{when}</a> : when;
  return (
    <table className="numbers">
      <caption className="sr-only">The same in numbers, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">Signed</th>
          <th scope="col">Total of {line.most}</th>
          <th scope="col">Range</th>
        </tr>
      </thead>
      <tbody>
        {line.points.toReversed().map((point) => (
          <tr key={point.id}>
            <th scope="row">{dayOf(point)}</th>
            <td>{point.total}</td>
            <td>
              {point.band}{" "}
              <span className="hint">{line.bands.find(({ label }) => label === point.band)?.range}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
