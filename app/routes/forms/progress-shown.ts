import type { Progress } from "#app/domain/forms/progress.ts";
import { formatter } from "#app/values/zoned.ts";

type Clock = { zone: string; locale: string };

/** A line of scores as it is drawn and told; `x` and `y` are shares of the drawing, 0 to 1 from its upper left. */
export function progressShown(
  { key, measure, whose, most, bands, source, points, withoutTotal }: Progress,
  clock: Clock,
) {
  const first = points[0]?.at.getTime() ?? 0;
  const spans = (points.at(-1)?.at.getTime() ?? 0) - first;
  const y = (total: number) => (most - total + 0.5) / (most + 1);
  const drawn = points.map(({ askedId, at, total, band }) => ({
    ...{ id: askedId, total, band, when: dayInYear(at, clock), y: y(total) },
    x: spans > 0 ? (at.getTime() - first) / spans : 0.5,
  }));
  return {
    ...{ id: key.replaceAll(/[^\w-]/g, "-"), measure, whose, most, source, withoutTotal, points: drawn },
    sentence: told(measure, drawn),
    bands: bands.map(({ from, to, label }) => ({
      ...{ label, range: `${from} to ${to}`, top: y(to + 0.5) },
      height: (to - from + 1) / (most + 1),
    })),
  };
}

export type ProgressShown = ReturnType<typeof progressShown>;

type Told = { total: number; band: string; when: string };

function told(measure: string, points: readonly Told[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `No ${measure} was answered whole yet, so there is no total to draw.`;
  const at = ({ total, band, when }: Told) => `${total} (${band.toLowerCase()}) on ${when}`;
  if (points.length === 1) return `${measure} was ${at(first)}. A line begins with the second one.`;
  return `${measure} was ${at(first)}, and ${at(last)}: ${points.length} answers in all.`;
}

function dayInYear(at: Date, { zone, locale }: Clock): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone: zone } as const;
  return formatter(`${locale} ${zone} day in year`, locale, day).format(at);
}
