import { href } from "react-router";
import { papersWithin } from "#app/domain/invoices/list.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { moneyDuring } from "#app/domain/reports/money.ts";
import { asMember } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { dayOf } from "#app/values/zoned.ts";
import { MoneyShelves } from "../billing/money-shelves.tsx";
import { dayAndYear } from "../billing/open-debts.ts";
import type { Route } from "./+types/invoices";
import { FileForms, PaperSearch } from "./find.tsx";
import { daysOfMonth, monthIn, monthWords, spanOfMonth } from "./month.ts";
import { Sums, sumsInWords } from "./sums.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const query = new URL(request.url).searchParams;
  const words = (query.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 80);
  const { zone, locale, currency } = await ownPractice(ctx);
  const month = monthIn(query.get("month"), dayOf(zone, ctx.now()));
  const span = spanOfMonth(zone, month);
  const [sums, { papers, more }] = await Promise.all([
    moneyDuring(ctx, span),
    papersWithin(ctx, {
      ...(words ? { from: null, until: null } : span),
      ...{ words, before: query.get("before"), count: 50 },
    }),
  ]);
  const self = href("/practice/invoices");
  return {
    words,
    month: monthWords(month, locale),
    days: daysOfMonth(month),
    sums: sumsInWords(sums, (amount) => formatMoney({ amount, currency }, locale)),
    papers: papers.map(({ id, name, total, currency, body, issuedAt }) => ({
      id,
      name,
      amount: formatMoney({ amount: total, currency }, locale),
      buyer: body.onBehalfOf ? `${body.buyer.name}, for ${body.onBehalfOf}` : body.buyer.name,
      at: issuedAt.toISOString(),
      day: dayAndYear(issuedAt, { zone, locale }),
    })),
    more: more && `${self}?${new URLSearchParams({ ...(words ? { q: words } : { month }), before: more })}`,
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

export function meta() {
  return [{ title: "Month and papers" }, { name: "robots", content: "noindex" }];
}

export default function Invoices({ loaderData: page }: Route.ComponentProps) {
  const { month, words, papers, more } = page;
  const at = (month: string) => `${href("/practice/invoices")}?${new URLSearchParams({ month })}`;
  return (
    <>
      <WorkHeading
        title={month.words}
        actions={
          <>
            <ButtonLink kind="quiet" href={at(month.before.month)}>
              {month.before.words}
            </ButtonLink>
            <ButtonLink kind="quiet" href={at(month.after.month)}>
              {month.after.words}
            </ButtonLink>
          </>
        }
      />
      <MoneyShelves current={href("/practice/invoices")} />
      <div className="after">
        <Sums {...page.sums} />
      </div>
      <Section title="Papers" id="papers">
        <PaperSearch month={month.month} words={words} />
        <div className="after">
          {papers.length === 0 ? (
            <p>
              {words
                ? `No paper has “${words}” in its number or name.`
                : "No paper was issued in this month."}
            </p>
          ) : (
            <Ledger
              rows={papers.map(({ id, name, amount, buyer, at, day }) => ({
                title: name,
                href: href("/practice/invoices/:id", { id }),
                text: `${buyer}, ${amount}`,
                aside: <Time at={at}>{day}</Time>,
              }))}
            />
          )}
        </div>
        {more && (
          <p className="after">
            <a href={`${more}#papers`}>Older papers</a>
          </p>
        )}
      </Section>
      <Section title="For your tax adviser">
        <FileForms {...page.days} />
      </Section>
    </>
  );
}
