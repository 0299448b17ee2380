import { href } from "react-router";
import { openProposals } from "#app/domain/calendar/proposals.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { QuestionForms } from "#app/routes/practice/calendar/question-forms.tsx";
import { questionInWords } from "#app/routes/practice/calendar/questions.ts";
import { ofSeriesShown } from "#app/routes/series/of-series.ts";
import { SeriesNote } from "#app/routes/series/own-line.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/booking";
import { Actions, FeeForms } from "./booking-actions.tsx";
import { deskDetails } from "./desk-page.ts";
import { moneyShown } from "./money.ts";
import { MoneySection } from "./money-section.tsx";
import { onDesk } from "./on-desk.ts";
import { WhereTheyAre } from "./where-they-are.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const { page, found, clock, now } = await onDesk(ctx, "diary.see", params.id);
  const series = await ofSeriesShown(ctx, found);
  const details = await deskDetails(ctx, found, { clock, now, client: page.clientName });
  const money = await moneyShown(ctx, found, clock);
  const [proposal] = await openProposals(ctx, { bookingId: found.booking.id });
  const { searchParams } = new URL(request.url);
  return {
    ...page,
    ...details,
    series,
    money,
    question: proposal ? questionInWords(proposal, clock) : null,
    flash: newsFor(searchParams, page.isMailed ? toldByLetter : toldByHand),
  };
}

function newsInWords(told: string): Record<string, string> {
  return {
    booked: `Booked. ${told}`,
    confirmed: `Confirmed. ${told}`,
    "accepted-payment": `Accepted, and kept for a day. It is theirs once they pay. ${told}`,
    "accepted-card": `Accepted, and kept for a day. It is theirs once they leave a card. ${told}`,
    declined: `Declined. ${told}`,
    moved: `Moved. ${told}`,
    cancelled: `Cancelled. ${told}`,
    came: "Noted. They came.",
    missed: "Noted. They didn’t come.",
    kept: "The fee is kept.",
    waived: "The fee is waived this time.",
    paid: "Recorded. The payment is in the books.",
    "given-back": "Recorded. The books say that it went back.",
    "let-in": "Let in. Their page opens by itself in a few seconds.",
    "not-there": "Nobody waits at the door any more.",
  };
}

const toldByLetter = newsInWords("A letter is on its way to them.");
const toldByHand = newsInWords("Please tell them yourself: no address of theirs is known.");

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Booking of ${page.when}` : "Booking" }, { name: "robots", content: "noindex" }];
}

export default function Booking({ loaderData: page }: Route.ComponentProps) {
  const { clientId, clientName, typeName, therapist, startsAt, when, where, state } = page;
  return (
    <div data-live>
      <WorkHeading
        eyebrow={page.whose === "your" ? typeName : `${typeName} · ${therapist.name}`}
        title={clientName}
        lede={
          <p className="cluster">
            <span>
              <Time at={startsAt}>{when}</Time> ({where})
            </span>
            <Tag kind={state.kind}>{state.words}</Tag>
          </p>
        }
      />
      <div className="stack">
        {page.flash && (
          <Notice kind="ok" flash>
            <p>{page.flash}</p>
          </Notice>
        )}
        {page.question && (
          <Notice>
            <p>{page.question.said}</p>
            <QuestionForms question={page.question} />
          </Notice>
        )}
        <Actions page={page} />
        {page.series && (
          <SeriesNote
            series={page.series}
            href={href("/practice/series/:id", { id: page.series.id })}
            moveHref={`${href("/practice/series/:id/move", { id: page.series.id })}?from=${page.id}`}
            cancelHref={`${href("/practice/series/:id/cancellation", { id: page.series.id })}?from=${page.id}`}
            link={(to, words) => <a href={to}>{words}</a>}
          />
        )}
        {page.fee && <FeeForms id={page.id} fee={page.fee} />}
        <Facts
          facts={[
            {
              term: "Client",
              value: <a href={href("/practice/clients/:id", { id: clientId })}>{clientName}</a>,
            },
            ...page.facts,
          ]}
        />
      </div>
      {page.money && <MoneySection id={page.id} money={page.money} />}
      <WhereTheyAre id={page.id} {...page.whereabouts} />
      <Prepare lines={page.lines} isShut={page.hasShutLines} />
      <Words words={page.words} />
      <Section title="What happened">
        <ul className="loose happened">
          {page.history.map(({ at, when, what }) => (
            <li key={`${at} ${what}`}>
              <span>{what}</span>
              <Time at={at}>{when}</Time>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Letters">
        {page.letters.length === 0 && <p className="hint">No letter about it has been written yet.</p>}
        {page.letters.length > 0 && (
          <ul className="loose happened">
            {page.letters.map(({ id, title, fate, why, isLost }) => (
              <li key={id}>
                <span>{title}</span>
                <span className="hint">
                  {isLost && <Tag kind="danger">Lost</Tag>} {fate}
                  {why && `: ${why}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

type PrepareProps = { lines: Route.ComponentProps["loaderData"]["lines"]; isShut: boolean };

/** What they sent before the session, for its therapist to begin with. */
function Prepare({ lines, isShut }: PrepareProps) {
  if (isShut)
    return (
      <Section title="Prepare" id="prepare">
        <p className="hint">They sent a few lines. They are for their therapist to read.</p>
      </Section>
    );
  if (!lines || lines.length === 0) return null;
  return (
    <Section title="Prepare" id="prepare">
      {lines.map(({ name, text, when }) => (
        <figure key={name + when}>
          <blockquote className="own-words">{text}</blockquote>
          <figcaption className="hint">
            {name}, on {when}
          </figcaption>
        </figure>
      ))}
      <p className="hint">Reading this is recorded.</p>
    </Section>
  );
}

type WordsProps = Pick<Route.ComponentProps["loaderData"], "words">;

function Words({ words: { isShut, note, reason, message } }: WordsProps) {
  if (isShut)
    return (
      <Section title="What they wrote">
        <p className="hint">They left a note. It is for their therapist to read.</p>
      </Section>
    );
  const parts = [
    { title: "What they wrote", text: note },
    { title: "Why it was cancelled", text: reason },
    { title: "What you wrote to them", text: message },
  ].filter(({ text }) => text !== null);
  if (parts.length === 0) return null;
  return (
    <>
      {parts.map(({ title, text }) => (
        <Section key={title} title={title}>
          <p className="own-words">{text}</p>
        </Section>
      ))}
      <p className="hint">Reading this is recorded.</p>
    </>
  );
}
