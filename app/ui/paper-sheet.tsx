import { Fragment } from "react";

type Row = { day: string; words: string; beneath: readonly string[]; amount: string };
type Sum = { words: string; amount: string; isTotal: boolean };
type Part = { rows: readonly Row[]; sums: readonly Sum[] };

type PaperSheetProps = {
  from: readonly string[];
  to: readonly string[];
  parts: readonly Part[];
  small?: readonly string[];
};

/** A paper as a page that prints on one sheet: who to whom, what for, and the sums beneath it. */
export function PaperSheet({ from, to, parts, small = [] }: PaperSheetProps) {
  return (
    <div className="sheet">
      <div className="sheet-people">
        <People title="From" lines={from} />
        <People title="To" lines={to} />
      </div>
      {parts.map((part) => (
        <Sums key={part.sums.map(({ amount }) => amount).join(" ")} {...part} />
      ))}
      {small.map((words) => (
        <p key={words} className="hint">
          {words.split("\n").map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines stay in their order
            <Fragment key={index}>
              {index > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  );
}

function People({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function Sums({ rows, sums }: Part) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">What</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ day, words, beneath, amount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
          <tr key={index}>
            <td>{day}</td>
            <td>
              {words}
              {beneath.map((line) => (
                <span key={line} className="hint">
                  {line}
                </span>
              ))}
            </td>
            <td>{amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ words, amount, isTotal }) => (
          <tr key={words} data-total={isTotal || undefined}>
            <th scope="row" colSpan={2}>
              {words}
            </th>
            <td>{amount}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
