import { data, href, redirect } from "react-router";
import { z } from "zod";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { lastComparison } from "#app/domain/ledger/compare.ts";
import {
  type ConnectRefusal,
  connectionOf,
  connectStripe,
  disconnectStripe,
} from "#app/domain/payments/connect.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm, worldOf } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { Route } from "./+types/payments";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news = {
  connected: "Connected. Sessions that are paid ahead are paid by card from now on.",
  disconnected: "Disconnected. Money comes in by hand from now on.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "payments.connect");
  const { slug, currency, zone, locale } = await ownPractice(ctx);
  const connection = await connectionOf(ctx);
  return {
    by: connection.by,
    keyEnd: connection.by === "own" ? connection.keyEnd : null,
    since: connection.by === "own" ? formatDate(dayOf(zone, connection.connectedAt), { locale }) : null,
    currency,
    compared: await comparedInWords(ctx, { zone, locale }),
    hook: `${ctx.appUrl}${href("/hooks/stripe/:practice", { practice: slug })}`,
    news: newsFor(new URL(request.url).searchParams, news),
  };
}

/** How the books and Stripe agreed the last night they were compared; null before the first. */
async function comparedInWords(
  ctx: MemberCtx,
  clock: { zone: string; locale: string },
): Promise<string | null> {
  const last = await lastComparison(ctx);
  if (!last) return null;
  const when = whenAndWhere(last.at.getTime(), clock).when;
  if (last.differing.length === 0) return `${when}: everything agrees with your books, to the cent.`;
  return `${when}: these don’t agree with your books, usually because they were done at Stripe itself: ${last.differing.join(", ")}.`;
}

const schema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("connect"),
    secretKey: z
      .string()
      .trim()
      .max(300)
      .regex(
        /^[sr]k_(test|live)_\w+$/,
        "A secret key begins with sk_live_ or rk_live_. You find it at Stripe under Developers, API keys.",
      ),
    webhookSecret: z
      .string()
      .trim()
      .max(300)
      .regex(
        /^whsec_\w+$/,
        "A signing secret begins with whsec_. Stripe shows it where the webhook was added.",
      ),
  }),
  z.object({ do: z.literal("disconnect") }),
]);

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "payments.connect");
  const form = await readForm(request, schema);
  // What was typed is not shown again: a key is not read off a screen.
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const page = href("/practice/settings/payments");
  if (form.value.do === "disconnect") {
    const done = await disconnectStripe(ctx);
    if (done.ok) throw redirect(`${page}?news=disconnected`, 303);
    if (done.refusal === "not_here") return orNotFound(null);
    const errors: FieldErrors = {
      form: "A payment or a refund is still under way. Please try again in an hour.",
    };
    return data({ errors }, { status: 422 });
  }
  const { secretKey, webhookSecret } = form.value;
  const connected = await connectStripe(ctx, worldOf(context), { secretKey, webhookSecret });
  if (connected.ok) throw redirect(`${page}?news=connected`, 303);
  if (connected.refusal === "not_here") return orNotFound(null);
  const errors: FieldErrors = { secretKey: saidKindly[connected.refusal] };
  return data({ errors }, { status: connected.refusal === "away" ? 503 : 422 });
}

const saidKindly: Record<Exclude<ConnectRefusal, "not_here">, string> = {
  wrong_key: "Stripe doesn’t know this key. Please copy it again, all of it.",
  other_currency:
    "That account is settled in another currency than your practice’s, so every payment would be exchanged. Please use one in the same currency.",
  away: "Stripe doesn’t answer just now, so the key couldn’t be tried. Nothing was changed. Please press again in a minute.",
};

export function meta() {
  return [{ title: "Card payments" }, { name: "robots", content: "noindex" }];
}

export default function Payments({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading title="Card payments" lede={<p>{ledes[page.by]}</p>} />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        <ErrorSummary problems={problems} title="Nothing was changed" />
        {page.compared && <Facts facts={[{ term: "Compared with Stripe", value: page.compared }]} />}
        {page.by === "own" && (
          <>
            <Facts
              facts={[
                { term: "Key", value: `ends in ${page.keyEnd}` },
                { term: "Since", value: page.since },
                { term: "Currency", value: page.currency },
                { term: "Webhook", value: <code>{page.hook}</code> },
              ]}
            />
            <form method="post" action={href("/practice/settings/payments")}>
              <Button kind="quiet" name="do" value="disconnect" busy="Disconnecting…">
                Take no more cards
              </Button>
            </form>
          </>
        )}
      </div>
      {page.by !== "deployment" && (
        <Section title={page.by === "own" ? "Other keys" : "Connect your Stripe account"}>
          <form className="stack" method="post" action={href("/practice/settings/payments")} noValidate>
            <p>
              At Stripe, add a webhook that leads to <code>{page.hook}</code> and hears checkout sessions,
              payment intents, refunds and disputes. Then copy the secret key and the webhook’s signing secret
              here. They are kept encrypted, and nobody sees them again.
            </p>
            <TextField
              name="secretKey"
              label="Secret key"
              hint={`Of an account that is settled in ${page.currency}.`}
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              error={errors.secretKey}
            />
            <TextField
              name="webhookSecret"
              label="Signing secret of the webhook"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              error={errors.webhookSecret}
            />
            <Button name="do" value="connect" busy="Trying the key…">
              {page.by === "own" ? "Use these keys instead" : "Connect"}
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}

const ledes = {
  own: "Sessions are paid by card into your own account at Stripe. Money never passes through anybody else’s.",
  deployment:
    "Sessions are paid by card into the account whose keys this Selvage was set up with. There is nothing to do here.",
  nobody:
    "Until you connect an account at Stripe, sessions are booked without paying, and you write down what came in. With it, people pay when they book, or leave a card for afterwards.",
};
