import { href } from "react-router";
import { offeredHere } from "#app/domain/session-types/queries.ts";
import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { houseOf, inPractice, openOrNotYet } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { inHours } from "#app/routes/terms-in-words.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/fees";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = openOrNotYet(await homeSite(house));
  const types = await offeredHere(inPractice(context, site.id));
  const paid = types.filter((type) => type.price > 0 && type.kind !== "event");
  return {
    url: `${house.appUrl}/fees`,
    frame: frameOf(site),
    rows: types.map((type) => ({
      title: type.name,
      text: [`${type.minutes} minutes.`, type.description].join(" "),
      aside:
        type.price === 0 ? "Free" : formatMoney({ amount: type.price, currency: site.currency }, site.locale),
    })),
    window: paid.length > 0 ? inHours(Math.max(...paid.map((type) => type.termsWindow))) : null,
    lateFee: Math.max(0, ...paid.map((type) => type.lateFeePercent)),
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  return seo({
    title: pageTitle("Fees", page.frame.name),
    description: "What a session costs, and what moving or cancelling one means.",
    url: page.url,
  });
}

export default function Fees({ loaderData: page }: Route.ComponentProps) {
  const I = page.frame.isGroup ? "We" : "I";
  return (
    <Site frame={page.frame}>
      <div className="stack">
        <PageHeading
          knot
          title="Fees"
          lede={<p>The first call is free. You hear the price of everything else before you agree to it.</p>}
        />
        <Ledger level={2} rows={page.rows} />
      </div>
      {page.window && (
        <Section title="If something comes up">
          <p>
            You can move or cancel a session without a fee until {page.window} before it begins.
            {page.lateFee > 0 &&
              ` Later than that, up to ${page.lateFee}% of the fee may be kept; nothing is taken without a person deciding so. ${I} waive it when life gets in the way.`}
          </p>
        </Section>
      )}
      <div className="cluster section">
        <ButtonLink href={href("/book")}>Book a free first call</ButtonLink>
      </div>
    </Site>
  );
}
