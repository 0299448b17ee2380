import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";

/** A press that changed nothing, and why; it stands on the address that was posted to. */
export function NotDone({ id, words }: { id: string; words: string }) {
  return (
    <>
      <WorkHeading title="Nothing was changed" lede={<p>{words}</p>} />
      <ButtonLink href={href("/practice/bookings/:id", { id })}>See how it stands</ButtonLink>
    </>
  );
}
