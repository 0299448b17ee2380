import { href } from "react-router";
import { type Door, type DoorsOfTherapist, doorsOf } from "#app/domain/bookings/doors.ts";
import { type Site, siteOf } from "#app/domain/site/queries.ts";
import { asClient } from "#app/http.ts";
import { priceInWords } from "#app/routes/price-in-words.ts";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/book";
import { shutDoors } from "./shut-doors.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asClient(context);
  const [site, all] = await Promise.all([siteOf(ctx), doorsOf(ctx)]);
  const shown = all.filter(
    ({ isKnown, therapist, doors }) => doors.length > 0 && (isKnown || therapist.isAccepting),
  );
  return { therapists: shown.map((doors) => doorsShown(doors, site)) };
}

function doorsShown({ therapist, doors }: DoorsOfTherapist, site: Site) {
  const call = doors.find(({ type, shut }) => type.kind === "discovery" && shut === null);
  return {
    slug: therapist.slug,
    name: therapist.name,
    firstName: therapist.firstName,
    title: therapist.title,
    callHref: call ? hrefOf(therapist.slug, call) : null,
    doors: doors.map((door) => ({
      name: door.type.name,
      description: door.type.description,
      length: `${door.type.minutes} minutes`,
      price: priceInWords(door.type, site),
      forWhom: isOneOfMany(door, doors) ? (door.client?.name ?? null) : null,
      href: door.shut === null ? hrefOf(therapist.slug, door) : undefined,
      shut: door.shut,
    })),
  };
}

function isOneOfMany({ type, client }: Door, doors: Door[]): boolean {
  return client?.isUnderAge === true || doors.filter((other) => other.type.id === type.id).length > 1;
}

/** Where a door leads. Whoever comes for themselves, alone, needs no name in the address. */
function hrefOf(therapist: string, { type, client }: Door): string {
  const to = href("/client/book/:therapist/:type", { therapist, type: type.slug });
  return client && client.role !== "self" && client.role !== "partner" ? `${to}?for=${client.clientId}` : to;
}

type TherapistShown = ReturnType<typeof doorsShown>;

export function meta() {
  return [{ title: "Book a time" }, { name: "robots", content: "noindex" }];
}

export default function Book({ loaderData: { therapists } }: Route.ComponentProps) {
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
  return <Ledger level={level} rows={of.doors.map((door) => rowOf(door, of))} />;
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
            <a href={callHref}>Book the free call</a>.{" "}
          </>
        )}
        {door.length}, {door.price}.
      </>
    ),
  };
}
