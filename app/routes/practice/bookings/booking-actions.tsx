import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import type { DeskDetails } from "./desk-page.ts";
import type { DeskPage } from "./on-desk.ts";

type Page = DeskPage & Pick<DeskDetails, "room" | "isCallToDecide">;

/** What can be done with a booking as it stands. */
export function Actions({ page }: { page: Page }) {
  const { id, status, hasBegun } = page;
  const params = { id };
  return (
    <div className="cluster">
      {page.room && (
        <a className="btn" data-kind="primary" href={page.room} rel="noreferrer">
          Start call
        </a>
      )}
      {page.isCallToDecide && (
        <ButtonLink href={href("/practice/clients/:id/beginning", { id: page.clientId })}>
          Decide how to go on
        </ButtonLink>
      )}
      {status === "requested" && page.state.words === "Requested" && (
        <>
          <form method="post" action={href("/practice/bookings/:id/confirmation", params)}>
            <HiddenFields values={{ sequence: String(page.sequence) }} />
            <Button busy="Confirming…">Confirm</Button>
          </form>
          <ButtonLink kind="quiet" href={href("/practice/bookings/:id/refusal", params)}>
            Decline
          </ButtonLink>
        </>
      )}
      {(status === "confirmed" || status === "held") && !hasBegun && (
        <>
          {status === "confirmed" && (
            <ButtonLink kind="quiet" href={href("/practice/bookings/:id/move", params)}>
              Move
            </ButtonLink>
          )}
          {page.isOffered ? (
            <ButtonLink
              kind="quiet"
              href={`${href("/practice/waiting")}?${new URLSearchParams({ of: page.therapist.slug })}`}
            >
              See the waiting list
            </ButtonLink>
          ) : (
            <ButtonLink kind="quiet" href={href("/practice/bookings/:id/cancellation", params)}>
              Cancel
            </ButtonLink>
          )}
        </>
      )}
      {hasBegun && <Marks page={page} />}
    </div>
  );
}

function Marks({ page: { id, status } }: { page: Page }) {
  const isMarked = status === "attended" || status === "no_show";
  if (status !== "confirmed" && !isMarked) return null;
  return (
    <>
      {status !== "attended" && (
        <form method="post" action={href("/practice/bookings/:id/attendance", { id })}>
          <Button kind={isMarked ? "quiet" : "primary"}>
            {isMarked ? "They came after all" : "They came"}
          </Button>
        </form>
      )}
      {status !== "no_show" && (
        <form method="post" action={href("/practice/bookings/:id/absence", { id })}>
          <Button kind="quiet">{isMarked ? "They didn’t come after all" : "They didn’t come"}</Button>
        </form>
      )}
    </>
  );
}

type FeeProps = { id: string; fee: NonNullable<DeskDetails["fee"]> };

/** A fee that fell due, and the two presses that decide it. */
export function FeeForms({ id, fee }: FeeProps) {
  return (
    <form method="post" action={href("/practice/bookings/:id/fee", { id })} className="fee" id="fee">
      <p>{fee.words}</p>
      <div className="cluster">
        {fee.canKeep && (
          <Button kind="quiet" name="decision" value="kept">
            Keep the fee
          </Button>
        )}
        {fee.canWaive && (
          <Button kind="quiet" name="decision" value="waived">
            {fee.canKeep ? "Waive this time" : "Waive it after all"}
          </Button>
        )}
      </div>
    </form>
  );
}
