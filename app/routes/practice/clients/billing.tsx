import { data, href, redirect } from "react-router";
import { z } from "zod";
import { clientWithin, peopleOf } from "#app/domain/clients/reach.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { arrange, arrangementOf, forgetCard } from "#app/domain/payments/arrangement.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { offeredHere } from "#app/domain/session-types/queries.ts";
import { agreeRate, dropRate, ratesOf } from "#app/domain/session-types/rates.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { newsFor } from "#app/routes/news.ts";
import { formatMoney, parseMoney } from "#app/values/money.ts";
import { dayOf, formatDate, isDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/billing";
import { BillingPage } from "./billing-page.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news = {
  saved: "Saved. It holds for what is booked from now on.",
  rate: "Agreed. It holds for what is booked from now on; what is booked keeps its price.",
  dropped: "That rate no longer holds for what is booked from now on.",
  card: "The card is forgotten. Nothing is charged to it any more.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const client = orNotFound(await clientWithin(ctx, "money.take", params.id));
  const { currency, locale, zone } = await ownPractice(ctx);
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const day = (date: string) => `${formatDate(date, { locale })} ${date.slice(0, 4)}`;
  const { card, consent, credit, ...arrangement } = await arrangementOf(ctx, client.id);
  const today = dayOf(zone, ctx.now());
  return {
    client: { id: client.id, name: client.name },
    ...arrangement,
    payers: (await peopleOf(ctx, client))
      .filter(({ role }) => maySeeMoney(role))
      .map(({ id, name }) => ({ value: id, label: name })),
    card: card && { ...card, mostOnce: consent ? money(consent.upTo) : null },
    credit: credit > 0 ? money(credit) : null,
    types: (await offeredHere(ctx))
      .filter(({ price }) => price > 0)
      .map(({ id, name, price }) => ({ value: id, label: `${name} (${money(price)})` })),
    rates: (await ratesOf(ctx, client.id)).map(({ id, typeName, price, validFrom, validUntil }) => ({
      id,
      title: `${typeName}: ${price === 0 ? "free" : money(price)}`,
      text: `From ${day(validFrom)}${validUntil ? ` to ${day(validUntil)}` : ", until you change it"}`,
      isOver: validUntil !== null && validUntil < today,
    })),
    today,
    currency,
    news: newsFor(new URL(request.url).searchParams, news),
  };
}

const date = z.string().refine(isDate, "Please write a date, such as 2026-12-01.");
const schema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("arrange"),
    chargeWhen: z.enum(["", "at_booking", "after_session", "monthly"]),
    payerId: z.string().max(40),
    mayCharge: tick,
  }),
  z.object({
    do: z.literal("rate"),
    sessionTypeId: z.uuid("Please choose what it is for."),
    price: z.string().trim().min(1, "Please say what they pay.").max(30),
    validFrom: date,
    validUntil: optional(date),
  }),
  z.object({ do: z.literal("drop"), rateId: z.string().max(40) }),
  z.object({ do: z.literal("forget_card") }),
]);
type Wish = z.infer<typeof schema>;

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const clientId = orNotFound(await clientWithin(ctx, "money.take", params.id)).id;
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const done = await carryOut(ctx, clientId, form.value);
  if (typeof done !== "string") return data({ errors: done, typed: form.typed }, { status: 422 });
  throw redirect(`${href("/practice/clients/:id/billing", params)}?news=${done}`, 303);
}

/** The news of what was done, or what is wrong with the wish; 404 for what is not there. */
async function carryOut(
  ctx: MemberCtx,
  clientId: string,
  wish: Wish,
): Promise<keyof typeof news | FieldErrors> {
  switch (wish.do) {
    case "arrange": {
      const { chargeWhen, payerId, mayCharge } = wish;
      const agreed = { clientId, chargeWhen: chargeWhen || null, payerId: payerId || null, mayCharge };
      orNotFound((await arrange(ctx, agreed)) || null);
      return "saved";
    }
    case "rate": {
      const { currency, locale } = await ownPractice(ctx);
      const price = parseMoney(wish.price, currency, locale);
      if (price === null) return { price: "Please write a sum, such as 60 or 42.50." };
      const { sessionTypeId, validFrom, validUntil = null } = wish;
      if (validUntil !== null && validUntil < validFrom)
        return { validUntil: "That is before its first day." };
      orNotFound((await agreeRate(ctx, { clientId, sessionTypeId, price, validFrom, validUntil })) || null);
      return "rate";
    }
    case "drop":
      orNotFound((await dropRate(ctx, { clientId, rateId: wish.rateId })) || null);
      return "dropped";
    case "forget_card":
      await forgetCard(ctx, clientId);
      return "card";
  }
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `How ${page.client.name} pays` : "How they pay" },
    { name: "robots", content: "noindex" },
  ];
}

export type Page = Route.ComponentProps["loaderData"];

export default function Billing({ loaderData: page, actionData }: Route.ComponentProps) {
  return <BillingPage page={page} errors={actionData?.errors ?? {}} typed={actionData?.typed ?? {}} />;
}
