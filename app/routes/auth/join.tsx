import { addressToJoin } from "#app/domain/identity/join-link.ts";
import { houseOf } from "#app/http.ts";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/join";
import { frontFrame, frontHeaders, leadOn } from "./front.ts";
import { SignInPage } from "./sign-in-page.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  leadOn(context, null);
  const email = await addressToJoin(houseOf(context), params.token);
  return { frame: await frontFrame(context), email };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Your own page", page.frame.name) : "Your own page" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Join({ loaderData: { frame, email } }: Route.ComponentProps) {
  return <SignInPage frame={frame} back={null} email={email ?? undefined} isInvited={email !== null} />;
}
