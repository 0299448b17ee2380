import { light } from "./colours.ts";
import { Link } from "./frame.tsx";
import { dateLine, type SeriesDate } from "./series.ts";

type Props = { dates: readonly SeriesDate[]; zone: string; hrefOf?: (date: SeriesDate) => string };

/** The dates of a series, one a line; each leads to its own page where `hrefOf` says which. */
export function DateList({ dates, zone, hrefOf }: Props) {
  const cell = {
    padding: "3px 0",
    font: '400 17px/1.5 "Hanken Grotesk", "Helvetica Neue", Helvetica, Arial, sans-serif',
    color: light.ink,
  };
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: "0 0 20px" }}>
      <tbody>
        {dates.map((date) => {
          const { when, beside } = dateLine(date, zone);
          return (
            <tr key={date.booking.id}>
              <td className="ink" style={cell}>
                {hrefOf ? <Link to={hrefOf(date)}>{when}</Link> : when}
                {beside && (
                  <span className="ink3" style={{ color: light.ink3 }}>
                    {" "}
                    ({beside})
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The same as written lines. */
export function dateLines({ dates, zone, hrefOf }: Props): string {
  return dates
    .map((date) => {
      const { when, beside } = dateLine(date, zone);
      const line = beside ? `${when} (${beside})` : when;
      return hrefOf ? `${line}\n  ${hrefOf(date)}` : line;
    })
    .join("\n");
}
