import { data, href, redirect } from "react-router";
import { findBooking, ownBooking } from "#app/domain/bookings/queries.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import { paymentComeBackFrom, type Returned } from "#app/domain/payments/find.ts";
import { settle } from "#app/domain/payments/settle.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { houseOf, inPractice, orNotFound, worldOf } from "#app/http.ts";
import { Site } from "#app/routes/site.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/return";
import { privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** How often the page looks again by itself; each time it waits a second longer. */
const mostLooks = 15;

/** Where somebody comes back to from the page where they pay. It finishes by itself, and says nothing that is private. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const session = searchParams.get("session_id");
  const asked = { session, paymentId: searchParams.get("payment") };
  // Whoever comes from nowhere is led to their own place, where everything about their payments is.
  if (!asked.session && !asked.paymentId) throw redirect(href("/client"));
  const back = orNotFound(await paymentComeBackFrom(houseOf(context), asked));
  const ctx = inPractice(context, back.payment.practiceId);
  const became = await settle(ctx, worldOf(context), back.payment.id);
  const isPaid = became === "paid";
  const isLost = isPaid && (await wasLost(ctx, back));
  const isWaiting = !isPaid && session !== null && (became === "open" || became === "unknown");
  if (!isWaiting) {
    const own = await ownPage(ctx, back, { isPaid, isLost });
    if (own) throw redirect(own);
  }
  const looks = Math.min(Number(searchParams.get("looks")) || 0, mostLooks);
  const left = back.payment.purpose === "owed" ? "leftOpen" : "left";
  const made = madeOf(back.payment.purpose === "card", isLost);
  const state = isPaid ? made : isWaiting ? (looks < mostLooks ? "waiting" : "slow") : left;
  const refresh = state === "waiting" ? againAt(searchParams, looks) : {};
  return data({ frame: frameOf(await siteOf(ctx)), state } as const, {
    headers: { ...privately.headers, ...refresh },
  });
}

/** Where whoever is signed in sees what became of it; null for everybody else. */
async function ownPage(
  ctx: Ctx,
  { payment, bookingId }: Returned,
  { isPaid, isLost }: { isPaid: boolean; isLost: boolean },
): Promise<string | null> {
  if (!isClient(ctx) || !bookingId) return null;
  const found = await paidFor(ctx, payment.id, bookingId);
  const own = await ownBooking(ctx, found, maySeeMoney);
  if (!own) return null;
  if (payment.purpose === "owed") return `${href("/client/payments")}${isPaid ? "?news=paid" : ""}`;
  const page = href("/client/sessions/:id", { id: found });
  if (isPaid) return `${page}?news=${madeOf(payment.purpose === "card", isLost)}`;
  return own.booking.status === "held" ? href("/client/sessions/:id/payment", { id: found }) : page;
}

/** What was made where somebody paid or left a card, and whether it came too late for the time it was for. */
function madeOf(isCard: boolean, isLost: boolean) {
  if (isLost) return isCard ? "keptTooLate" : "paidTooLate";
  return isCard ? "kept" : "paid";
}

/** Whether the time that something was paid or left for never became theirs. */
async function wasLost(ctx: Ctx, { payment, bookingId }: Returned): Promise<boolean> {
  if (!bookingId || payment.purpose === "owed") return false;
  const found = await findBooking(ctx, await paidFor(ctx, payment.id, bookingId));
  const { heldFor, status } = found?.booking ?? {};
  return heldFor != null && (status === "expired" || status === "cancelled");
}

/** What the payment is for now: a time that had to be taken again is another booking. */
async function paidFor(ctx: Ctx, paymentId: string, before: string): Promise<string> {
  return (await paymentComeBackFrom(ctx, { session: null, paymentId }))?.bookingId ?? before;
}

function againAt(query: URLSearchParams, looks: number): Record<string, string> {
  const next = new URLSearchParams({ session_id: query.get("session_id") ?? "", looks: String(looks + 1) });
  return { Refresh: `${looks + 2}; url=${href("/book/return")}?${next}` };
}

export function meta() {
  return [{ title: "Your payment" }, { name: "robots", content: "noindex" }];
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

const said = {
  paid: {
    title: "It’s paid",
    lede: "Thank you. A confirmation is on its way to your email, and everything about it is in your own place here.",
  },
  kept: {
    title: "Your card is kept",
    lede: "Nothing was taken, and the time is yours. A confirmation is on its way to your email.",
  },
  paidTooLate: {
    title: "The time was no longer kept",
    lede: "Your payment came when somebody else could have it already. Nothing is booked, and all of your money is on its way back; an email says so too.",
  },
  keptTooLate: {
    title: "The time was no longer kept",
    lede: "Your card came when somebody else could have it already. Nothing is booked, nothing was taken, and the card isn’t kept; an email says so too, with a way to choose another time.",
  },
  waiting: {
    title: "A moment, please",
    lede: "Your payment is being confirmed. This page looks by itself every few seconds; there is nothing you need to press.",
  },
  slow: {
    title: "This takes longer than usual",
    lede: "Your payment hasn’t been confirmed yet. It goes on by itself: once it is, you get an email. If the time can’t be yours, all of your money goes back.",
  },
  left: {
    title: "Nothing was paid",
    lede: "You left before paying, and nothing was taken. In your own place you can go on, as long as the time is kept.",
  },
  leftOpen: {
    title: "Nothing was paid",
    lede: "You left before paying, and nothing was taken. You can go on any time: in your own place, or by the link you came by.",
  },
};

export default function Return({ loaderData: { frame, state } }: Route.ComponentProps) {
  const { title, lede } = said[state];
  return (
    <Site frame={frame}>
      <div className="stack" role={state === "waiting" ? "status" : undefined}>
        <PageHeading knot title={title} lede={<p>{lede}</p>} />
        {state !== "waiting" && (
          <div className="cluster">
            <ButtonLink href={href("/client")}>Go to your sessions</ButtonLink>
          </div>
        )}
      </div>
    </Site>
  );
}
