import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/account";
import { accountShown } from "./account-of.ts";
import { CareFacts } from "./care-facts.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const told = new URL(request.url).searchParams.get("news");
  return { ...(await accountShown(whoIsHere(context))), isKept: told === "kept" };
}

export function meta() {
  return [{ title: "Your account" }, { name: "robots", content: "noindex" }];
}

export default function Account({ loaderData: page }: Route.ComponentProps) {
  const { email } = page;
  return (
    <>
      {page.isKept && (
        <Notice kind="ok" flash>
          <p>Kept.</p>
        </Notice>
      )}
      <PageHeading knot title="Your account" />
      <CareFacts page={page} />
      <Section title="What you hear about">
        <p>Letters and notices: which of them, and which way.</p>
        <p className="cluster mt-6">
          <ButtonLink kind="quiet" href={href("/client/account/notices")}>
            Choose what you hear about
          </ButtonLink>
        </p>
      </Section>
      <Section title="Signing in">
        <Facts facts={[{ term: "Email", value: email }]} />
        <p className="cluster mt-6">
          <ButtonLink kind="quiet" href={href("/client/account/address")}>
            Change your email
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/client/account/devices")}>
            Where you’re signed in
          </ButtonLink>
        </p>
      </Section>
      <Section title="Yours to take along">
        <p>Everything you can see here, with what you wrote yourself. That you took it is written down.</p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/export.html")} download="selvage.html">
            To read
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/client/account/export.json")} download="selvage.json">
            For a program (JSON)
          </ButtonLink>
        </p>
      </Section>
      <Section title="Who has opened your record">
        <p>Every look into it by somebody of the practice is written down, for you to see.</p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/record-access")}>
            See who has opened it
          </ButtonLink>
        </p>
      </Section>
      <Section title="Being erased">
        <p>
          You can ask for your record to be erased. What has to be kept, and until when, is said there first.
        </p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/erasure")}>
            Ask to be erased
          </ButtonLink>
        </p>
      </Section>
      <Section title="Closing your account">
        <p>You can close it at any time. What that means is said before anything happens.</p>
        <p className="cluster">
          <ButtonLink kind="quiet" href={href("/client/account/closing")}>
            Close your account
          </ButtonLink>
        </p>
      </Section>
    </>
  );
}
