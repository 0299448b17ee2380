import { data, href, redirect } from "react-router";
import { z } from "zod";
import { standingOf } from "#app/domain/payments/queries.ts";
import { type RecordRefusal, recordPayment } from "#app/domain/payments/record.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, SelectField, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { isId, newId } from "#app/values/ids.ts";
import { formatMoney, parseMoney, typedMoney } from "#app/values/money.ts";
import { dayOf, isDate, startOfDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/payment";
import { backFrom, onDesk } from "./on-desk.ts";
import { problemsOf } from "./problems.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  key: z.string().refine(isId, "This form has lost its number. Please open it again."),
  amount: z.string().trim().min(1, "Please say how much came in.").max(30),
  method: z.enum(["cash", "bank_transfer", "other"], "Please say how it came."),
  paidOn: z.string().refine(isDate, "Please choose the day it came."),
});

const ways = [
  { value: "cash", label: "In cash" },
  { value: "bank_transfer", label: "By bank transfer" },
  { value: "other", label: "Another way" },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const { page, found, clock, now } = await onDesk(ctx, "money.take", params.id);
  const { payable } = await standingOf(ctx, found);
  const sum = { amount: payable, currency: found.booking.currency };
  return {
    ...page,
    back: backFrom(ctx, params.id),
    key: newId(),
    canPay: payable > 0,
    due: formatMoney(sum, clock.locale),
    amount: typedMoney(sum, clock.locale),
    today: dayOf(clock.zone, now),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const { found, clock, now } = await onDesk(ctx, "money.take", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { key, amount: typedAmount, method, paidOn } = form.value;
  const amount = parseMoney(typedAmount, found.booking.currency, clock.locale);
  if (!amount)
    return data({ errors: { amount: "Please write a sum, such as 85 or 42.50." }, typed: form.typed }, 422);
  const paidAt = paidOn === dayOf(clock.zone, now) ? now : startOfDay(clock.zone, paidOn);
  const recorded = await recordPayment(ctx, {
    ...{ id: key, bookingId: found.booking.id, amount, method },
    paidAt: new Date(paidAt),
  });
  if (recorded.ok || recorded.refusal === "recorded_already") {
    throw redirect(`${backFrom(ctx, params.id)}?news=paid`, 303);
  }
  if (recorded.refusal === "not_here") return orNotFound(null);
  const { field, words } = saidKindly[recorded.refusal];
  return data({ errors: { [field]: words }, typed: form.typed }, { status: 422 });
}

const saidKindly: Record<Exclude<RecordRefusal, "not_here" | "recorded_already">, Said> = {
  nothing_due: { field: "form", words: "Nothing is left to pay for this session." },
  more_than_due: { field: "amount", words: "That is more than is left to pay for this session." },
  not_yet: { field: "paidOn", words: "That day is still to come. Please choose the day it came." },
};
type Said = { field: string; words: string };

export function meta() {
  return [{ title: "Record a payment" }, { name: "robots", content: "noindex" }];
}

export default function Payment({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, when, startsAt, canPay } = page;
  const errors: FieldErrors = actionData?.errors ?? {};
  const typed: Record<string, string> = actionData?.typed ?? {};
  return (
    <form className="stack" method="post" action={href("/practice/bookings/:id/payment", { id })} noValidate>
      <WorkHeading
        title={canPay ? "Record a payment" : "Nothing is left to pay"}
        lede={
          <p>
            {clientName}, <Time at={startsAt}>{when}</Time>
            {canPay && `. ${page.due} is left to pay`}.
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Nothing was recorded" />
      {canPay && (
        <>
          <HiddenFields values={{ key: typed.key ?? page.key }} />
          <TextField
            name="amount"
            label="How much"
            inputMode="decimal"
            maxLength={30}
            value={typed.amount ?? page.amount}
            error={errors.amount}
          />
          <SelectField
            name="method"
            label="How it came"
            options={ways}
            value={typed.method}
            error={errors.method}
          />
          <TextField
            name="paidOn"
            label="On which day"
            type="date"
            max={page.today}
            value={typed.paidOn ?? page.today}
            error={errors.paidOn}
          />
        </>
      )}
      <div className="cluster">
        {canPay && <Button busy="Recording…">Record it</Button>}
        <ButtonLink kind="quiet" href={page.back}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
