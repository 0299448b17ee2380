import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Route } from "./+types/refund";
import { cameBack } from "./refund-shown.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params }: Route.LoaderArgs) {
  return cameBack(asMember(context, "money.take"), params.id);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `${page.sum} came back` : "Came back" }, { name: "robots", content: "noindex" }];
}

export default function Refund({ loaderData: page }: Route.ComponentProps) {
  const { id, clientName, sum, startsAt, when, isSettled } = page;
  return (
    <div className="stack">
      <WorkHeading
        eyebrow={clientName}
        title={isSettled ? `${sum} came back, and was seen to` : `${sum} came back`}
        lede={
          <p>
            For <Time at={startsAt}>{when}</Time>. {page.cameBack}
          </p>
        }
      />
      {!isSettled && (
        <>
          <p>
            Their bank did not take it: a card may be lost, or an account closed. The money is in your balance
            again, and still theirs. Their page says that you will be in touch.
          </p>
          <form
            className="stack"
            method="post"
            action={href("/practice/billing/refunds/:id/by-hand", { id })}
          >
            <p>If you gave it back another way, by transfer or in cash, write that down:</p>
            <Button busy="Recording…">I gave it back by hand</Button>
          </form>
          <form className="stack" method="post" action={href("/practice/billing/refunds/:id/again", { id })}>
            <p>If their card works again, it can be sent once more:</p>
            <Button kind="quiet" busy="Sending…">
              Send it to the card again
            </Button>
          </form>
        </>
      )}
      <p>
        <ButtonLink kind="quiet" href={href("/practice/billing/disputes")}>
          Leave it for now
        </ButtonLink>
      </p>
    </div>
  );
}
