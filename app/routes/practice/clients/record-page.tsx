import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import { Filters } from "./filters.tsx";
import { People } from "./people.tsx";
import type { Page } from "./record.tsx";
import { StageThread } from "./stage-thread.tsx";
import { Story } from "./story-list.tsx";

/** A client's record: who they are, where they stand, what can be done, and everything that happened. */
export function RecordPage({ page, self }: { page: Page; self: string }) {
  const { client, cares, next, may, choices, news, shows, show } = page;
  const { id } = client;
  return (
    <>
      <WorkHeading
        eyebrow={client.kind}
        title={client.name}
        lede={
          <>
            <p>
              {next ? (
                <>
                  Next: <Time at={next.at}>{next.when}</Time>
                </>
              ) : (
                "No session ahead."
              )}
            </p>
            {page.money && <MoneyLine id={id} money={page.money} />}
          </>
        }
        actions={
          <>
            {may.book && (
              <ButtonLink
                kind={choices.some(isPending) ? "quiet" : "primary"}
                href={`${href("/practice/bookings/new")}?client=${id}`}
              >
                Book a session
              </ButtonLink>
            )}
            {may.write && (
              <ButtonLink kind="quiet" href={`${href("/practice/notes/new")}?client=${id}`}>
                Write a note
              </ButtonLink>
            )}
            {may.readNotes && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/goals", { id })}>
                Goals
              </ButtonLink>
            )}
            {may.change && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/details", { id })}>
                Details
              </ButtonLink>
            )}
            {may.money && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/billing", { id })}>
                How they pay
              </ButtonLink>
            )}
            {may.readForms && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/progress", { id })}>
                Progress
              </ButtonLink>
            )}
            {may.askForms && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/forms/new", { id })}>
                Ask for a form
              </ButtonLink>
            )}
            {may.seeAs && (
              <ButtonLink kind="quiet" href={href("/practice/clients/:id/as", { id })}>
                See what they see
              </ButtonLink>
            )}
          </>
        }
      />
      {news && (
        <Notice kind={news.kind} flash>
          <p>{news.words}</p>
        </Notice>
      )}
      {page.waitsForConsent && (
        <Notice>
          <p>
            A consent that must be given is not signed yet. Until it is, care stays at intake.{" "}
            <a href={href("/practice/intakes")}>Forms</a>
          </p>
        </Notice>
      )}
      {cares.map((care) => (
        <StageThread key={care.slug} care={care} whose={cares.length > 1 ? care.firstName : null} />
      ))}
      {client.tags.length > 0 && (
        <p className="cluster marks">
          {client.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
      {choices.map((choice) => (
        <Choice key={choice.slug} id={id} choice={choice} isOneOfMany={choices.length > 1} />
      ))}
      <Section title="People">
        <People page={page} />
      </Section>
      <Section title="Everything so far" id="story">
        <Filters
          groups={[
            {
              name: "show",
              label: "Show",
              current: show,
              none: `${self}#story`,
              choices: shows.map((one) => ({ ...one, href: `${self}?show=${one.value}#story` })),
            },
          ]}
        />
        {may.readWords && <p className="hint">Reading what they or you wrote is recorded.</p>}
        <Story page={page} self={self} />
        {may.breakGlass && (
          <p className="choice-link">
            <a href={href("/practice/clients/:id/break-glass", { id })}>Break the glass</a>, when their words
            have to be read and their therapist can’t be asked
          </p>
        )}
        {may.takeOut && (
          <p className="choice-link">
            <a href={href("/practice/clients/:id/record", { id })}>Take the record out</a>
          </p>
        )}
      </Section>
    </>
  );
}

type MoneyLineProps = { id: string; money: NonNullable<Page["money"]> };

/** What is open, and the way to all that was paid. */
function MoneyLine({ id, money: { owed, year } }: MoneyLineProps) {
  return (
    <p>
      {owed ? <a href={href("/practice/billing")}>{owed} is open</a> : "Nothing is open"}.{" "}
      <a href={href("/practice/clients/:id/statement/:year", { id, year })}>What they paid in {year}</a>
    </p>
  );
}

type ChoiceProps = { id: string; choice: Page["choices"][number]; isOneOfMany: boolean };

/** The call was held, and how it goes on is still to be chosen: that is the first thing on the page. */
function isPending({ stage, call }: Page["choices"][number]): boolean {
  return stage === "discovery" && call !== null;
}

/** After the call: how it goes on. At any other time: the way to another stage. */
function Choice({ id, choice, isOneOfMany }: ChoiceProps) {
  const { slug, firstName, stage, call, leftOpen } = choice;
  const of = `?of=${slug}`;
  const whom = isOneOfMany ? ` with ${firstName}` : "";
  if (isPending(choice))
    return (
      <section className="choice" aria-labelledby={`choice-${slug}`}>
        <h2 id={`choice-${slug}`}>After the call{whom}</h2>
        <p>
          You spoke on <span className="time">{call}</span>. How does it go on?
          {leftOpen && (
            <>
              {" "}
              You left it open on <span className="time">{leftOpen}</span>.
            </>
          )}
        </p>
        <div className="cluster">
          <ButtonLink href={href("/practice/clients/:id/beginning", { id }) + of}>Begin together</ButtonLink>
          <form method="post" action={href("/practice/clients/:id/waiting", { id }) + of}>
            <Button kind="quiet" busy="Leaving it open…">
              Not yet
            </Button>
          </form>
          <ButtonLink kind="quiet" href={href("/practice/clients/:id/referral", { id }) + of}>
            Refer on
          </ButtonLink>
        </div>
      </section>
    );
  if (stage === "discovery")
    return (
      <p className="choice-link">
        <a href={href("/practice/clients/:id/beginning", { id }) + of}>Begin{whom} without a call</a>
      </p>
    );
  return (
    <p className="choice-link">
      <a href={href("/practice/clients/:id/stage", { id }) + of}>Change the stage{whom}</a>
    </p>
  );
}
