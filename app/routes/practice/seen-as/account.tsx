import { accountShown } from "#app/routes/client/account-of.ts";
import { CareFacts } from "#app/routes/client/care-facts.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/account";
import { lookingAs } from "./looking.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params }: Route.LoaderArgs) {
  return lookingAs(context, params, accountShown);
}

export function meta() {
  return [{ title: "Their account" }, { name: "robots", content: "noindex" }];
}

export default function Account({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <PageHeading knot title="Your account" />
      <CareFacts page={loaderData} />
    </>
  );
}
