import { href } from "react-router";
import type { OverBecause } from "#app/domain/waiting/answer.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

type Because = Exclude<OverBecause, "not_here">;

const titles: Record<Because, string> = {
  run_out: "This one has gone on to somebody else",
  passed: "You said no to this one",
  withdrawn: "This time isn’t open any more",
  gone: "There is nothing left to answer here",
};

/** An offer nobody can answer any more, and what comes next. */
export function OfferOver({
  because,
  token,
  isWaiting,
}: {
  because: Because;
  token: string;
  isWaiting: boolean;
}) {
  return (
    <>
      <PageHeading
        knot
        eyebrow="The waiting list"
        title={titles[because]}
        lede={
          <p>
            {because === "run_out" && "It was kept for you for a while, and then the next person was asked. "}
            {because === "withdrawn" && "Something changed on our side, and I’m sorry. "}
            {isWaiting
              ? "You keep your place on the list. When another time opens that suits you, you get a letter again."
              : "Your place on the list shows how things stand."}
          </p>
        }
      />
      <div className="cluster">
        <ButtonLink href={href("/waitlist/:token", { token })}>See your place</ButtonLink>
      </div>
    </>
  );
}
