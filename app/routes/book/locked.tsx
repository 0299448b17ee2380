import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

/** A type that opens after the first call: why, and the way to it. The same words for everybody, known or not. */
export function Locked({ therapist }: { therapist: { slug: string } }) {
  return (
    <>
      <PageHeading
        knot
        title="First, a free call"
        lede={<p>Sessions open after our first call, so we can both be sure.</p>}
      />
      <div className="cluster">
        <ButtonLink href={href("/book/:therapist", { therapist: therapist.slug })}>
          Book the free call
        </ButtonLink>
      </div>
    </>
  );
}
