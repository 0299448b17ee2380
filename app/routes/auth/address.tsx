import { data, href, type RouterContextProvider, redirect } from "react-router";
import { signedIn } from "#app/context.ts";
import { openAddressLink } from "#app/domain/identity/change-address.ts";
import { type ConfirmRefusal, confirmAddress } from "#app/domain/privacy/confirm-address.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/address";
import { frontFrame, frontHeaders } from "./front.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const saidKindly: Record<ConfirmRefusal, { words: string; status: number }> = {
  over: {
    words:
      "It worked for an hour, or until another was asked for. Your address is as it was; sign in and ask once more.",
    status: 410,
  },
  taken: {
    words: "Somebody else has that address here by now, so it can’t become yours. Yours is as it was.",
    status: 409,
  },
};

export async function loader({ context, params }: Route.LoaderArgs) {
  const { change, side, state, isConfirmed } = await linkOf(context, params.token);
  const page = { frame: await frontFrame(context), token: params.token, side, newEmail: change.newEmail };
  return data({ ...page, state, isConfirmed }, { status: state === "dead" ? saidKindly.over.status : 200 });
}

export async function action({ context, params }: Route.ActionArgs) {
  const link = await linkOf(context, params.token);
  const confirmed = await confirmAddress(houseOf(context), link, context.get(signedIn)?.sessionId);
  if (confirmed.ok) throw redirect(href("/address/:token", params), 303);
  const { words, status } = saidKindly[confirmed.refusal];
  return data({ words }, { status });
}

/** What a link is about. It is its person's alone: to somebody else who is signed in here it is nothing. */
async function linkOf(context: Readonly<RouterContextProvider>, token: string) {
  const link = orNotFound(await openAddressLink(houseOf(context), token));
  const session = context.get(signedIn);
  return orNotFound(session && session.userId !== link.change.userId ? null : link);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Your new address", page.frame.name) : "Your new address" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Address({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, token, state, isConfirmed, newEmail, side } = page;
  if (actionData || state === "dead")
    return (
      <Site frame={frame}>
        <PageHeading
          title="This can’t be confirmed any more"
          lede={<p>{actionData?.words ?? saidKindly.over.words}</p>}
        />
        <ButtonLink href={href("/sign-in")}>Sign in</ButtonLink>
      </Site>
    );
  if (state === "changed")
    return (
      <Site frame={frame}>
        <PageHeading
          knot
          title="Your address has changed"
          lede={
            <p>
              From now on you sign in with {newEmail}. Everywhere else you were signed in, you no longer are.
            </p>
          }
        />
        <ButtonLink href={href("/sign-in")}>Go on</ButtonLink>
      </Site>
    );
  if (isConfirmed)
    return (
      <Site frame={frame}>
        <PageHeading
          knot
          title="Halfway there"
          lede={
            <p>
              Confirmed from this mailbox. Now follow the link in the other letter, in the mailbox of your{" "}
              {side === "old" ? "new" : "present"} address. Until then nothing changes.
            </p>
          }
        />
      </Site>
    );
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={href("/address/:token", { token })}>
        <PageHeading
          knot
          title="Sign in with another address?"
          lede={
            <p>
              From then on it is {newEmail}. It takes a yes from both mailboxes, and signs you out everywhere
              else.
            </p>
          }
        />
        <div className="cluster">
          <Button busy="Confirming…">Yes, change it</Button>
        </div>
        <p className="hint">Didn’t ask for this? Close the page, and nothing changes.</p>
      </form>
    </Site>
  );
}
