import { href } from "react-router";
import { ownBookingsAhead, ownBookingsBehind } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { isId } from "#app/values/ids.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/sessions";
import { clockOf, type Here, whoIsHere } from "./here.ts";
import { standingOf } from "./standing.ts";

export { ErrorBoundary } from "./trouble.tsx";

const aPage = 20;

export async function loader({ context, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const { ctx } = here;
  const before = new URL(request.url).searchParams.get("before");
  const [ahead, behind, clients] = await Promise.all([
    ownBookingsAhead(ctx),
    ownBookingsBehind(ctx, { before, count: aPage }),
    clientsOfUser(ctx, ctx.actor.userId),
  ]);
  const seen = clients.filter(({ role }) => maySee(role));
  const nameOf = new Map(seen.length > 1 ? seen.map(({ clientId, name }) => [clientId, name]) : []);
  const line = (whole: WholeBooking) => lineOf(here, whole, nameOf);
  return {
    ahead: ahead.map(line),
    behind: behind.bookings.map(line),
    isEarlier: before !== null && isId(before),
    earlier: behind.more,
  };
}

function lineOf(here: Here, whole: WholeBooking, nameOf: Map<string, string>) {
  const { booking, appointment, type, therapist, practice } = whole;
  const now = here.ctx.now().getTime();
  const zone = clockOf(here, whole);
  const { when } = whenAndWhere(appointment.startsAt.getTime(), { zone, locale: practice.locale });
  const year = dayOf(zone, appointment.startsAt).slice(0, 4);
  const { tag, kind } = standingOf(whole, { zone, now });
  return {
    id: booking.id,
    when: year === dayOf(zone, now).slice(0, 4) ? when : `${when} ${year}`,
    what: `${type.name} with ${therapist.firstName}`,
    forWhom: nameOf.get(booking.clientId) ?? null,
    tag,
    kind,
  };
}

type Line = ReturnType<typeof lineOf>;

export function meta() {
  return [{ title: "Your sessions" }, { name: "robots", content: "noindex" }];
}

export default function Sessions({ loaderData: page }: Route.ComponentProps) {
  const { ahead, behind, isEarlier, earlier } = page;
  const self = href("/client/sessions");
  return (
    <>
      <PageHeading knot title="Your sessions" />
      {!isEarlier && (
        <Section title="Ahead">
          {ahead.length > 0 ? (
            <Ledger rows={ahead.map(rowOf)} />
          ) : (
            <p>Nothing is planned. When you’d like a time, it’s a minute’s work.</p>
          )}
          <p className="cluster mt-6">
            <ButtonLink kind={ahead.length > 0 ? "quiet" : "primary"} href={href("/client/book")}>
              Book a time
            </ButtonLink>
          </p>
        </Section>
      )}
      <Section title={isEarlier ? "Earlier" : "Behind you"}>
        {behind.length > 0 ? (
          <Ledger rows={behind.map(rowOf)} />
        ) : (
          <p>{isEarlier ? "Nothing earlier than that." : "Nothing yet. What has been will be kept here."}</p>
        )}
        {(earlier || isEarlier) && (
          <p className="cluster mt-6">
            {earlier && <a href={`${self}?before=${earlier}`}>Earlier sessions</a>}
            {isEarlier && <a href={self}>Back to the latest</a>}
          </p>
        )}
      </Section>
    </>
  );
}

function rowOf({ id, when, what, forWhom, tag, kind }: Line): LedgerRow {
  return {
    title: when,
    href: href("/client/sessions/:id", { id }),
    text: forWhom ? `${what}, for ${forWhom}` : what,
    aside: <Tag kind={kind}>{tag}</Tag>,
  };
}
