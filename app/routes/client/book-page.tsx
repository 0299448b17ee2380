import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { ChoicesShown, TherapistShown } from "./book-of.ts";
import { shutDoors } from "./shut-doors.ts";
import { OwnLink, useOwnRows } from "./ways.tsx";

/** What can be booked, therapist by therapist: doors that are open, and why the others are not. */
export function BookPage({ page: { therapists } }: { page: ChoicesShown }) {
  const [only] = therapists;
  return (
    <>
      <PageHeading
        knot
        title="What would you like to book?"
        lede={
          therapists.length === 0 && (
            <p>Nothing can be booked here just now. Please look again in a few days, or write.</p>
          )
        }
      />
      {therapists.length === 1 && only ? (
        <Doors of={only} level={2} />
      ) : (
        therapists.map((therapist) => (
          <Section key={therapist.slug} title={therapist.name}>
            <Doors of={therapist} level={3} />
          </Section>
        ))
      )}
    </>
  );
}

function Doors({ of, level }: { of: TherapistShown; level: 2 | 3 }) {
  return <Ledger level={level} rows={useOwnRows(of.doors.map((door) => rowOf(door, of)))} />;
}

function rowOf(door: TherapistShown["doors"][number], { callHref }: TherapistShown): LedgerRow {
  const title = door.forWhom ? `${door.name}, for ${door.forWhom}` : door.name;
  if (door.shut === null)
    return {
      title,
      href: door.href,
      text: [door.description, `${door.length}, ${door.price}.`].filter(Boolean).join(" "),
    };
  const { words, callHelps } = shutDoors[door.shut];
  return {
    title,
    aside: <Tag>Not open yet</Tag>,
    text: (
      <>
        {words}{" "}
        {callHelps && callHref && (
          <>
            <OwnLink href={callHref}>Book the free call</OwnLink>.{" "}
          </>
        )}
        {door.length}, {door.price}.
      </>
    ),
  };
}
