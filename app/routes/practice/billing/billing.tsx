import { href } from "react-router";
import { debtsWithin, remindedAt, writtenOffWithin } from "#app/domain/payments/debts.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { Button } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/billing";
import { DebtsOf } from "./debts-of.tsx";
import { MoneyShelves } from "./money-shelves.tsx";
import { byClient, dayAndYear } from "./open-debts.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const said = {
  reminded: { kind: "ok", words: "A reminder is on its way. The next can go in a week." },
  too_soon: { kind: "info", words: "They were reminded less than a week ago. Please wait a little." },
  no_letters: { kind: "info", words: "There is no address that letters may go to. Please ask in person." },
  nothing_owed: { kind: "info", words: "Nothing is open there any more." },
  "written-off": { kind: "ok", words: "Given up. It isn’t asked for any more, and the books say so." },
  "asked-again": { kind: "ok", words: "It is open again." },
  paid: { kind: "ok", words: "Recorded. The payment is in the books." },
  "given-back": { kind: "ok", words: "Recorded. The books say that it went back." },
} as const;

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const [debts, given, { zone, locale, currency }, canLink] = await Promise.all([
    debtsWithin(ctx),
    writtenOffWithin(ctx),
    ownPractice(ctx),
    takesCards(ctx),
  ]);
  const reminded = await remindedAt(ctx, [...new Set(debts.map(({ clientId }) => clientId))]);
  const isGroup = new Set(debts.map(({ therapistName }) => therapistName)).size > 1;
  const clock = { zone, locale, now: ctx.now(), isGroup };
  const clients = byClient(debts, reminded, clock);
  const sum = debts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    sum: formatMoney({ amount: sum, currency }, locale),
    clients,
    canLink,
    given: given.map((one) => ({
      id: one.bookingId,
      amount: formatMoney({ amount: one.amount, currency: one.currency }, locale),
      words: `${one.clientName}, for ${dayAndYear(one.startsAt, clock)}`,
      at: one.at.toISOString(),
      day: dayAndYear(one.at, clock),
    })),
    news: newsFor(new URL(request.url).searchParams, said),
  };
}

export function meta() {
  return [{ title: "To be paid" }, { name: "robots", content: "noindex" }];
}

export default function Billing({
  loaderData: { sum, clients, canLink, given, news },
}: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="To be paid"
        lede={
          <p>
            {clients.length === 0
              ? "Nothing is open. What people owe will be listed here, the oldest first."
              : `${sum} is open, from ${clients.length === 1 ? "one client" : `${clients.length} clients`}.`}
          </p>
        }
      />
      <MoneyShelves current={href("/practice/billing")} />
      {news && (
        <Notice kind={news.kind} flash>
          <p>{news.words}</p>
        </Notice>
      )}
      {clients.map((client) => (
        <DebtsOf key={client.clientId} {...client} canLink={canLink} />
      ))}
      {given.length > 0 && (
        <Section title="Given up">
          <Ledger
            rows={given.map(({ id, amount, words, at, day }) => ({
              id,
              title: amount,
              text: (
                <>
                  {words}. Given up on <Time at={at}>{day}</Time>.
                </>
              ),
              aside: (
                <form method="post" action={href("/practice/billing/:id/write-off/undo", { id })}>
                  <Button kind="quiet" small busy="Asking…">
                    Ask for it again<span className="sr-only">: {`${amount}, ${words}`}</span>
                  </Button>
                </form>
              ),
            }))}
          />
        </Section>
      )}
    </>
  );
}
