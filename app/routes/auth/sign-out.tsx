import { href, redirect } from "react-router";
import { z } from "zod";
import { signedIn } from "#app/context.ts";
import { actorOf } from "#app/domain/identity/session.ts";
import { signOut, signOutEverywhere } from "#app/domain/identity/sign-out.ts";
import { houseOf, readForm } from "#app/http.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/sign-out";
import { frontFrame, frontHeaders } from "./front.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ everywhere: z.string().optional() });

export async function loader({ context }: Route.LoaderArgs) {
  if (!context.get(signedIn)) throw redirect(href("/"), 303);
  return { frame: await frontFrame(context) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const house = houseOf(context);
  const session = context.get(signedIn);
  const form = await readForm(request, schema);
  if (session) {
    const own = { ...house, actor: actorOf(session) };
    if (form.ok && form.value.everywhere) await signOutEverywhere(own, session.userId);
    else await signOut(own, session);
  }
  const headers = { "Set-Cookie": writeCookie("session", "", house) };
  throw redirect(href("/"), { status: 303, headers });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Sign out", page.frame.name) : "Sign out" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function SignOut({ loaderData: { frame } }: Route.ComponentProps) {
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={href("/sign-out")}>
        <PageHeading
          knot
          title="Sign out"
          lede={<p>This browser forgets you. A new link from your email brings you back.</p>}
        />
        <div className="cluster">
          <Button busy="Signing out…">Sign out here</Button>
          <Button kind="quiet" name="everywhere" value="yes" busy="Signing out…">
            Sign out on every device
          </Button>
        </div>
      </form>
    </Site>
  );
}
