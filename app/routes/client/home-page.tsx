import { href } from "react-router";
import { Facts } from "#app/ui/facts.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Home } from "./home-of.ts";
import type { JourneyStep } from "./journey.ts";
import { OwnButton, OwnLink, useOwnRows } from "./ways.tsx";

type Next = NonNullable<Home["next"]>;
type Care = NonNullable<Home["care"]>;

/** A client's own first page: what is next, where they are, and how to reach somebody. Three knots, never more. */
export function HomePage({ page: { lost, next, forms, care, gift, contact, unread } }: { page: Home }) {
  return (
    <>
      <div className="stack">
        {lost && <Lost lost={lost} />}
        {next ? <NextSession next={next} /> : <NothingPlanned care={care} />}
      </div>
      {forms.length > 0 && <BeforeWeStart forms={forms} />}
      {gift && <Gift gift={gift} />}
      {care && <Journey care={care} isCallAhead={next?.page.type.isFirstCall === true} />}
      <Section title={`Reaching ${contact.who}`} {...(!gift && { knot: "ahead" })}>
        <Facts
          facts={[
            {
              term: "Messages",
              value: care && (
                <OwnLink href={href("/client/messages")}>
                  {unread > 0 ? `Read and answer (${unread} new)` : "Write here"}
                </OwnLink>
              ),
            },
            { term: "Write", value: <a href={`mailto:${contact.email}`}>{contact.email}</a> },
            {
              term: "Ring",
              value: contact.phone && (
                <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, "")}`}>{contact.phone}</a>
              ),
            },
            { term: "You hear back", value: contact.replyTime },
          ]}
        />
      </Section>
    </>
  );
}

/** What the therapist gave, the one that waits first. */
function Gift({
  gift: { id, title, therapistName, text, isNew, others },
}: {
  gift: NonNullable<Home["gift"]>;
}) {
  const rows = useOwnRows([
    {
      title,
      href: href("/client/for-you/:item", { item: id }),
      text,
      aside: isNew && <Tag kind="info">New</Tag>,
    },
  ]);
  return (
    <Section title={`From ${therapistName}`} knot={isNew ? "ahead" : "done"}>
      <Ledger rows={rows} />
      {others > 0 && (
        <p className="mt-6">
          <OwnLink href={href("/client/for-you")}>Everything for you ({others + 1})</OwnLink>
        </p>
      )}
    </Section>
  );
}

/** What waits to be filled in: the few minutes it takes stand beside it. */
function BeforeWeStart({ forms }: { forms: Home["forms"] }) {
  return (
    <Section title="To fill in" knot="current">
      <ul className="ledger">
        {forms.map(({ id, name, minutes, isBegun }) => (
          <li key={id}>
            <h3>
              <OwnLink href={href("/client/forms/:id", { id })}>{name}</OwnLink>
            </h3>
            <p className="hint">{isBegun ? "Begun, and saved." : `About ${minutes} minutes.`}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A session the therapist had to cancel is not passed over: it is named, and the way to another is beside it. */
function Lost({ lost: { id, firstName, when } }: { lost: NonNullable<Home["lost"]> }) {
  return (
    <Notice>
      <p>
        {firstName} had to cancel {when}. It costs you nothing.{" "}
        <OwnLink href={href("/client/sessions/:id/another", { id })}>Choose another time</OwnLink>
      </p>
    </Notice>
  );
}

function NextSession({ next: { id, page, inDays, room, waits, canChange } }: { next: Next }) {
  const { type, therapist, place, address, phone } = page;
  const places = {
    online: "online",
    in_person: address ? `at ${address}` : "at the practice",
    phone: phone ? `by phone on ${phone}` : "by phone",
  };
  return (
    <div className="stack">
      <PageHeading
        knot
        eyebrow={type.isFirstCall ? "Your first call" : "Next session"}
        title={page.here.when}
        lede={
          <>
            <p>
              {type.minutes} minutes with {therapist.firstName}, {places[place]}. {waits ?? inDays}
            </p>
            {page.there && (
              <p className="hint">
                By the clock in {page.here.where}. For {therapist.firstName}: {page.there.when} (
                {page.there.where}).
              </p>
            )}
            {room && !room.isOpen && (
              <p className="hint">
                The session room opens here at <span className="time">{room.opens}</span>, ten minutes before.
              </p>
            )}
          </>
        }
      />
      <div className="cluster">
        {room?.isOpen && <OwnButton href={href("/client/sessions/:id/join", { id })}>Join now</OwnButton>}
        <OwnButton kind="quiet" href={href("/client/sessions/:id", { id })}>
          {canChange ? "Move or cancel" : "See more"}
        </OwnButton>
      </div>
    </div>
  );
}

/** What stands in the place of a next session, by how far somebody has come. */
function NothingPlanned({ care }: { care: Care | null }) {
  const { title, words, action } = nothingSaid(care);
  return (
    <div className="stack">
      <PageHeading knot title={title} lede={<p>{words}</p>} />
      {action && (
        <div className="cluster">
          <OwnButton href={action.href}>{action.label}</OwnButton>
        </div>
      )}
    </div>
  );
}

type Said = { title: string; words: string; action: { label: string; href: string } | null };

function nothingSaid(care: Care | null): Said {
  const book = { label: "Book a time", href: href("/client/book") };
  if (!care)
    return {
      title: "Nothing for you here yet",
      words:
        "Sessions are only shown to the people they are for, and to a child’s guardian. If you’d like a time of your own, begin with a free call.",
      action: book,
    };
  const { firstName } = care;
  const call = care.callHref ? { label: "Book the free call", href: care.callHref } : null;
  if (care.stage === "ended")
    return {
      title: `Your time with ${firstName} has ended`,
      words:
        "What you did together is kept, and your sessions stay here to look up. A new beginning starts with a free call.",
      action: call,
    };
  if (care.stage !== "discovery")
    return {
      title: "Nothing planned just now",
      words: "When you’d like a time, the open ones are here.",
      action: book,
    };
  if (care.lastCall === "spoken")
    return {
      title: "You’ve had your first call",
      words: `${firstName} will tell you how it goes on. There is nothing you need to do.`,
      action: null,
    };
  if (care.lastCall === "missed")
    return {
      title: "You missed each other",
      words: "It happens. You can choose another time for the first call.",
      action: call,
    };
  return {
    title: "Nothing planned yet",
    words: `It begins with a free call with ${firstName}.`,
    action: call,
  };
}

const tags: Record<JourneyStep["state"], { label: string; kind: "ok" | "wait" | "plain" }> = {
  done: { label: "Done", kind: "ok" },
  here: { label: "You are here", kind: "wait" },
  ahead: { label: "Ahead", kind: "plain" },
};

function Journey({ care, isCallAhead }: { care: Care; isCallAhead: boolean }) {
  return (
    <Section
      title={isCallAhead ? "What comes after" : `You and ${care.firstName}`}
      knot={care.stage === "discovery" ? "ahead" : "done"}
    >
      <Ledger
        rows={care.steps.map(({ title, text, state }) => ({
          title,
          text,
          aside: <Tag kind={tags[state].kind}>{tags[state].label}</Tag>,
        }))}
      />
      {care.doorsAreOpen && (
        <p className="mt-6">
          <OwnButton kind="quiet" href={href("/client/book")}>
            Book a session
          </OwnButton>
        </p>
      )}
    </Section>
  );
}
