import { data, href, redirect } from "react-router";
import { z } from "zod";
import { type GiveBackRefusal, giveBack } from "#app/domain/payments/give-back.ts";
import { standingOf } from "#app/domain/payments/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { isId, newId } from "#app/values/ids.ts";
import { formatMoney, parseMoney, typedMoney } from "#app/values/money.ts";
import type { Route } from "./+types/refund";
import { backFrom, onDesk } from "./on-desk.ts";
import { problemsOf } from "./problems.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  key: z.string().refine(isId, "This form has lost its number. Please open it again."),
  amount: z.string().trim().min(1, "Please say how much goes back.").max(30),
});

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const { page, found, clock } = await onDesk(ctx, "money.take", params.id);
  const { byHand, byCard } = await standingOf(ctx, found);
  const sum = { amount: byHand + byCard, currency: found.booking.currency };
  const money = (amount: number) => formatMoney({ ...sum, amount }, clock.locale);
  return {
    ...page,
    back: backFrom(ctx, params.id),
    key: newId(),
    canGiveBack: sum.amount > 0,
    way: wayBack({ byHand, byCard }),
    received: money(sum.amount),
    amount: typedMoney(sum, clock.locale),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const { found, clock } = await onDesk(ctx, "money.take", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { key, amount: typedAmount } = form.value;
  const amount = parseMoney(typedAmount, found.booking.currency, clock.locale);
  if (!amount)
    return data({ errors: { amount: "Please write a sum, such as 85 or 42.50." }, typed: form.typed }, 422);
  const given = await giveBack(ctx, { id: key, bookingId: found.booking.id, amount });
  if (given.ok || given.refusal === "given_already") {
    throw redirect(`${backFrom(ctx, params.id)}?news=given-back`, 303);
  }
  if (given.refusal === "not_here") return orNotFound(null);
  const { field, words } = saidKindly[given.refusal];
  return data({ errors: { [field]: words }, typed: form.typed }, { status: 422 });
}

/** How it would go back: the way it came. */
function wayBack({ byHand, byCard }: { byHand: number; byCard: number }): string {
  if (byHand === 0)
    return "It was paid by card, and is sent back to that card. Banks take up to ten days to show it.";
  if (byCard === 0) return "You give it back yourself, in cash or by transfer. This writes it down.";
  return "It goes back the way it came, the latest payment first: to the card by itself, and what came by hand you give back yourself.";
}

const saidKindly: Record<Exclude<GiveBackRefusal, "not_here" | "given_already">, Said> = {
  nothing_received: { field: "form", words: "Nothing that came in is left to give back." },
  more_than_received: { field: "amount", words: "That is more than came in and is still here." },
};
type Said = { field: string; words: string };

export function meta() {
  return [{ title: "Give money back" }, { name: "robots", content: "noindex" }];
}

export default function Refund({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, when, startsAt, canGiveBack } = page;
  const errors: FieldErrors = actionData?.errors ?? {};
  const typed: Record<string, string> = actionData?.typed ?? {};
  return (
    <form className="stack" method="post" action={href("/practice/bookings/:id/refund", { id })} noValidate>
      <WorkHeading
        title={canGiveBack ? "Give money back" : "Nothing is left to give back"}
        lede={
          <p>
            {clientName}, <Time at={startsAt}>{when}</Time>
            {canGiveBack && `. ${page.received} came in and is still here`}.
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Nothing was given back" />
      {canGiveBack && (
        <>
          <HiddenFields values={{ key: typed.key ?? page.key }} />
          <TextField
            name="amount"
            label="How much goes back"
            hint={page.way}
            inputMode="decimal"
            maxLength={30}
            value={typed.amount ?? page.amount}
            error={errors.amount}
          />
        </>
      )}
      <div className="cluster">
        {canGiveBack && <Button busy="Giving it back…">Give it back</Button>}
        <ButtonLink kind="quiet" href={page.back}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
