import { data, href } from "react-router";
import { lookAtLink } from "#app/domain/identity/link.ts";
import { houseOf } from "#app/http.ts";
import { readCookie } from "#app/middleware/cookies.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/link";
import { type ArrivalRefusal, arriveByMail } from "./arrive.ts";
import { frontFrame, frontHeaders } from "./front.ts";
import { OwnDevice } from "./sent-page.tsx";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const worn = {
  title: "This link has had its day",
  words: "A sign-in link works once, for 10 minutes. Ask for a new one; only the newest email counts.",
};

const saidKindly: Record<ArrivalRefusal, { title: string; words: string; status: number }> = {
  spent: { ...worn, status: 410 },
  unknown: { ...worn, status: 404 },
  elsewhere: {
    title: "Type the code where you asked",
    words:
      "This link opens the door only in the browser it was asked from. The same email has a code of six digits: type it there. Nothing has happened here.",
    status: 403,
  },
  nowhere: {
    title: "There is no place for you here",
    words:
      "The address is yours, but nobody here works with it at the moment. If that surprises you, please write to us.",
    status: 403,
  },
  unfit: { ...worn, status: 410 },
  paused: { ...worn, status: 410 },
};

/** Looks and never uses: mail programs and browsers fetch links ahead of people. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const house = houseOf(context);
  const asker = readCookie(request, "asking", house.appUrl);
  const state = await lookAtLink(house, { token: params.token, asker });
  const page = { frame: await frontFrame(context), token: params.token };
  if (state === "open") return { ...page, refusal: null };
  // Being somewhere else is no mistake: the page says what to do, and that is its answer.
  const status = state === "elsewhere" ? 200 : saidKindly[state].status;
  return data({ ...page, refusal: state }, { status });
}

export async function action({ context, request }: Route.ActionArgs) {
  const refusal = await arriveByMail(context, request);
  return data({ refusal }, { status: saidKindly[refusal].status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Sign in", page.frame.name) : "Sign in" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Link({ loaderData: { frame, token, refusal }, actionData }: Route.ComponentProps) {
  const why = actionData?.refusal ?? refusal;
  return (
    <Site frame={frame}>
      {why ? <Refused why={why} /> : <Open action={href("/link/:token", { token })} />}
    </Site>
  );
}

function Open({ action }: { action: string }) {
  return (
    <form className="stack" method="post" action={action}>
      <PageHeading knot title="Welcome" lede={<p>One press, and you’re in.</p>} />
      <OwnDevice />
      <Button busy="Signing in…">Sign in</Button>
    </form>
  );
}

function Refused({ why }: { why: ArrivalRefusal }) {
  const { title, words } = saidKindly[why];
  return (
    <div className="stack">
      <PageHeading title={title} lede={<p>{words}</p>} />
      <div className="cluster">
        <ButtonLink href={href("/sign-in")} kind={why === "elsewhere" ? "quiet" : "primary"}>
          {why === "elsewhere" ? "Ask for a link from here" : "Ask for a new link"}
        </ButtonLink>
      </div>
    </div>
  );
}
