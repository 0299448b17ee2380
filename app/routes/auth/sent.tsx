import { href, redirect } from "react-router";
import { houseOf } from "#app/http.ts";
import { readCookie } from "#app/middleware/cookies.ts";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/sent";
import { frontFrame, frontHeaders } from "./front.ts";
import { SentPage } from "./sent-page.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  // A browser that never asked has nothing to wait for.
  if (!readCookie(request, "asking", houseOf(context).appUrl)) throw redirect(href("/sign-in"), 303);
  return { frame: await frontFrame(context) };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Look in your inbox", page.frame.name) : "Look in your inbox" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Sent({ loaderData: { frame } }: Route.ComponentProps) {
  return <SentPage frame={frame} />;
}
