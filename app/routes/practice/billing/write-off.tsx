import { data, href, redirect } from "react-router";
import { z } from "zod";
import { standingOf } from "#app/domain/payments/queries.ts";
import { type WriteOffReason, writeOff, writeOffReasons } from "#app/domain/payments/write-off.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { onDesk } from "../bookings/on-desk.ts";
import { problemsOf } from "../bookings/problems.ts";
import type { Route } from "./+types/write-off";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({
  reason: z.enum(writeOffReasons, { error: "Please say why: the books keep it." }),
  amount: z
    .string({ error: "This form has lost its sum. Please open it again." })
    .regex(/^\d{1,10}$/, "This form has lost its sum. Please open it again.")
    .transform(Number),
});

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const { page, found, clock } = await onDesk(ctx, "money.take", params.id);
  const { owed } = await standingOf(ctx, found);
  return {
    ...page,
    amount: owed,
    reasons: writeOffReasons.map((value) => ({ value, label: reasonWords[value] })),
    sum: formatMoney({ amount: owed, currency: found.booking.currency }, clock.locale),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  await onDesk(ctx, "money.take", params.id);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const given = await writeOff(ctx, { bookingId: params.id, ...form.value });
  if (given.ok) throw redirect(`${href("/practice/billing")}?news=written-off`, 303);
  if (given.refusal === "not_here") return orNotFound(null);
  return data({ errors: { form: saidKindly[given.refusal] }, typed: form.typed }, { status: 409 });
}

const saidKindly = {
  nothing_owed: "Nothing is owed for this session any more.",
  changed: "What is owed has changed since you opened this page. Please look once more.",
} as const;

const reasonWords: Record<WriteOffReason, string> = {
  agreed: "We agreed on it",
  cannot_pay: "They can’t pay it",
  unreachable: "They can’t be reached",
  mistake: "It should not have been charged",
  other: "Something else",
};

export function meta() {
  return [{ title: "Write off" }, { name: "robots", content: "noindex" }];
}

export default function WriteOff({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, startsAt, when, amount, sum } = page;
  const errors: FieldErrors = actionData?.errors ?? {};
  return (
    <form className="stack" method="post" action={href("/practice/billing/:id/write-off", { id })} noValidate>
      <WorkHeading
        title={amount > 0 ? `Write off ${sum}` : "Nothing is owed"}
        lede={
          <p>
            {clientName}, <Time at={startsAt}>{when}</Time>.
            {amount > 0 && " They won’t be asked for it any more. You can take it back at any time."}
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} title="Nothing was written off" />
      {amount > 0 && (
        <>
          <HiddenFields values={{ amount: String(amount) }} />
          <RadioGroup
            name="reason"
            label="Why"
            hint="Only the books keep it. The client doesn’t read it."
            options={page.reasons}
            value={actionData?.typed.reason}
            error={errors.reason}
          />
        </>
      )}
      <div className="cluster">
        {amount > 0 && <Button busy="Writing off…">Write it off</Button>}
        <ButtonLink kind="quiet" href={href("/practice/billing")}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}
