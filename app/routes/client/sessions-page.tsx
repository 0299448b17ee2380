import { href } from "react-router";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { SessionLine, SessionsShown } from "./sessions-of.ts";
import { OwnButton, OwnLink, useOwnRows } from "./ways.tsx";

/** A client's sessions: what is ahead, and what is behind. */
export function SessionsPage({ page }: { page: SessionsShown }) {
  const { ahead, behind, isEarlier, earlier } = page;
  const self = href("/client/sessions");
  const rows = { ahead: useOwnRows(ahead.map(rowOf)), behind: useOwnRows(behind.map(rowOf)) };
  return (
    <>
      <PageHeading knot title="Your sessions" />
      {!isEarlier && (
        <Section title="Ahead">
          {ahead.length > 0 ? (
            <Ledger rows={rows.ahead} />
          ) : (
            <p>Nothing is planned. When you’d like a time, it’s a minute’s work.</p>
          )}
          <p className="cluster mt-6">
            <OwnButton kind={ahead.length > 0 ? "quiet" : "primary"} href={href("/client/book")}>
              Book a time
            </OwnButton>
          </p>
        </Section>
      )}
      <Section title={isEarlier ? "Earlier" : "Behind you"}>
        {behind.length > 0 ? (
          <Ledger rows={rows.behind} />
        ) : (
          <p>{isEarlier ? "Nothing earlier than that." : "Nothing yet. What has been will be kept here."}</p>
        )}
        {(earlier || isEarlier) && (
          <p className="cluster mt-6">
            {earlier && <OwnLink href={`${self}?before=${earlier}`}>Earlier sessions</OwnLink>}
            {isEarlier && <OwnLink href={self}>Back to the latest</OwnLink>}
          </p>
        )}
      </Section>
    </>
  );
}

function rowOf({ id, when, what, forWhom, tag, kind }: SessionLine): LedgerRow {
  return {
    title: when,
    href: href("/client/sessions/:id", { id }),
    text: forWhom ? `${what}, for ${forWhom}` : what,
    aside: <Tag kind={kind}>{tag}</Tag>,
  };
}
