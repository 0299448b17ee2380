import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import type { Ill } from "./ill.ts";
import { AfterIll } from "./ill.tsx";
import type { LooseRow } from "./loose.ts";

type News = {
  lines: { id: string; title: string; href?: string | undefined; aside: string }[];
  more: number;
  until: number;
};

type AsideProps = {
  page: {
    of: string;
    loose: LooseRow[];
    unmarked: string[];
    news: News;
    ill: Ill;
    week: { term: string; value: string }[];
  };
};

/** Beside the day: what hangs loose, what is new, and the week so far. */
export function Aside({ page: { of, loose, unmarked, news, ill, week } }: AsideProps) {
  return (
    <div className="beside">
      <section>
        <h2>Loose ends</h2>
        <LooseList rows={loose} />
        {unmarked.length > 1 && (
          <form method="post" action={href("/practice/today/attendance")}>
            <HiddenFields values={{ ids: unmarked.slice(0, 100).join(" "), of }} />
            <Button kind="quiet" small busy="Marking…">
              Mark all {unmarked.length > 100 ? "of the first 100 " : ""}attended
            </Button>
          </form>
        )}
      </section>
      {news.lines.length > 0 && <WhatsNew news={news} of={of} />}
      <AfterIll ill={ill} />
      <section>
        <h2>This week</h2>
        <dl className="sums">
          {week.map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className="time">{value}</dd>
            </div>
          ))}
        </dl>
        <ButtonLink kind="quiet" small href={`${href("/practice/calendar")}?${new URLSearchParams({ of })}`}>
          Open the calendar
        </ButtonLink>
      </section>
    </div>
  );
}

function LooseList({ rows }: { rows: LooseRow[] }) {
  if (rows.length === 0) return <p className="quiet-line">Nothing loose. Go and have lunch.</p>;
  return (
    <ul className="loose">
      {rows.map(({ title, href, aside }) => (
        <li key={title}>
          {href ? <a href={href}>{title}</a> : <span>{title}</span>}
          <span className="hint">{aside}</span>
        </li>
      ))}
    </ul>
  );
}

function WhatsNew({ news: { lines, more, until }, of }: { news: News; of: string }) {
  return (
    <section>
      <h2>What’s new</h2>
      <ul className="loose">
        {lines.map(({ id, title, href, aside }) => (
          <li key={id}>
            {href ? <a href={href}>{title}</a> : <span>{title}</span>}
            <span className="hint">{aside}</span>
          </li>
        ))}
      </ul>
      <p className="hint">
        {more > 0 && `And ${more} more before these. `}
        <a href={href("/practice/notices")}>All notices</a>
      </p>
      <form method="post" action={href("/practice/today/notices")}>
        <HiddenFields values={{ until: String(until), of }} />
        <Button kind="quiet" small>
          Mark as read
        </Button>
      </form>
    </section>
  );
}
