import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Time } from "#app/ui/time.tsx";
import type { ShownOffer } from "./held.ts";

type OfferProps = { offer: ShownOffer; has: string | null };

/** A time that is kept for somebody: when, until when, and what it would change. */
export function OfferFacts({ offer, has }: OfferProps) {
  return (
    <Facts
      facts={[
        {
          term: "The time",
          value: (
            <>
              <Time at={offer.at}>{offer.when}</Time>, {offer.where} time
              {offer.there && (
                <span className="hint">
                  {" "}
                  {offer.there.when}, {offer.there.where} time
                </span>
              )}
            </>
          ),
        },
        { term: "How long", value: `${offer.minutes} minutes` },
        { term: "Instead of", value: has },
        { term: "Kept until", value: offer.until },
      ]}
    />
  );
}

/** The same with the ways to answer it. */
export function OfferedTime({ token, offer, has }: OfferProps & { token: string }) {
  const params = { token, offer: offer.id };
  return (
    <>
      <OfferFacts offer={offer} has={has} />
      <div className="cluster">
        <ButtonLink href={href("/waitlist/:token/offers/:offer/taking", params)}>Take it</ButtonLink>
        <ButtonLink kind="quiet" href={href("/waitlist/:token/offers/:offer/passing", params)}>
          Not this one
        </ButtonLink>
      </div>
    </>
  );
}
