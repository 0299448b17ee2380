import { data, href, redirect } from "react-router";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/code";
import { type ArrivalRefusal, arriveByMail } from "./arrive.ts";
import { frontFrame, frontHeaders } from "./front.ts";
import { SentPage } from "./sent-page.tsx";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const spent = "That code can’t be used any more. Please ask for a new link; the newest email counts.";

const saidKindly: Record<ArrivalRefusal, { words: string; status: number }> = {
  unfit: { words: "That code doesn’t fit. It has six digits; the newest email counts.", status: 422 },
  spent: { words: spent, status: 410 },
  unknown: { words: spent, status: 410 },
  elsewhere: {
    words: "The code works in the browser you asked from. Please ask for a new link from this one.",
    status: 403,
  },
  paused: {
    words:
      "A lot of codes were tried on this address, so they rest for a while. The link in the email still works in this browser.",
    status: 429,
  },
  nowhere: {
    words:
      "The code was right, but nobody here works with this address at the moment. Write to us if that surprises you.",
    status: 403,
  },
};

/** The form stands on the page before: only what is posted to it is answered here. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ request }) => {
    if (request.method !== "POST") throw redirect(href("/sign-in/sent"), 303);
  },
];

export async function loader({ context }: Route.LoaderArgs) {
  return { frame: await frontFrame(context) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { words, status } = saidKindly[await arriveByMail(context, request)];
  return data({ error: words }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Type the code", page.frame.name) : "Type the code" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Code({ loaderData: { frame }, actionData }: Route.ComponentProps) {
  return <SentPage frame={frame} error={actionData?.error} />;
}
