import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { ShownAs } from "./form-of.ts";

type Help = NonNullable<ShownAs<"help">["help"]>;

type HelpProps = {
  help: Help;
  firstName: string;
  /** Whether the form is signed already. */
  isSent?: boolean;
};

/** Before anything else: nobody is watching, and who answers now. */
export function HelpNow({ help: { emergency, lines }, firstName, isSent = false }: HelpProps) {
  return (
    <Notice kind="help">
      <div className="stack">
        <p>
          <strong>No one is watching this right now.</strong>{" "}
          {isSent
            ? `${firstName} may not see it at once.`
            : `${firstName} sees it only after you send it, and that may take a while.`}{" "}
          If you might be in danger, please ring one of these instead of waiting.
        </p>
        <Facts
          facts={[
            ...(emergency
              ? [{ term: "In danger now", value: <a href={`tel:${emergency}`}>{emergency}</a> }]
              : []),
            ...lines.map(({ name, phone, hours, href }) => ({
              term: name,
              value: (
                <>
                  <a href={href}>{phone}</a>, {hours}
                </>
              ),
            })),
          ]}
        />
        <p>
          <a href={href("/help-now")}>More places, and other countries</a>
        </p>
      </div>
    </Notice>
  );
}

/** What somebody reads before anything else after an answer that needs somebody. */
export function HelpPage({ page }: { page: ShownAs<"help"> }) {
  return (
    <>
      <PageHeading knot title="Before you go on" lede={<p>Thank you for answering honestly.</p>} />
      <HelpNow help={page.help} firstName={page.firstName} />
      <p className="cluster mt-6">
        <ButtonLink
          href={`${href("/client/forms/:id", { id: page.id })}?page=${encodeURIComponent(page.onwards)}`}
        >
          Go on with the form
        </ButtonLink>
      </p>
    </>
  );
}

/** A sensitive page says so first, and can be passed by. */
export function SensitiveFirst({ page }: { page: ShownAs<"sensitive"> }) {
  const self = href("/client/forms/:id", { id: page.id });
  return (
    <>
      <PageHeading
        knot
        eyebrow={page.name}
        title="The next page may be harder to read"
        lede={
          <p>
            It asks about something close. You can look at it now, come back to it later, or leave it out.
          </p>
        }
      />
      <p className="cluster">
        <ButtonLink href={`${self}?page=${page.page}&open=yes`}>Show the page</ButtonLink>
        <ButtonLink kind="quiet" href={`${self}?page=${page.next}`}>
          Leave it out
        </ButtonLink>
      </p>
    </>
  );
}
