import { href } from "react-router";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { addressPage, askForNewAddress } from "#app/routes/new-address.ts";
import { AddressForm } from "#app/ui/address-form.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/address";
import { ownSecurity } from "./own-security.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const self = href("/practice/settings/security/address");

export function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, session } = ownSecurity(context);
  return addressPage(ctx, session, request);
}

export function action({ context, request }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  const count = (email: string) => countForAccount(context, email);
  return askForNewAddress(ctx, session, request, { self, count });
}

export function meta() {
  return [{ title: "Your address" }, { name: "robots", content: "noindex" }];
}

export default function Address({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title="Your address" lede={<p>You sign in with {page.email}.</p>} />
      <AddressForm {...page} {...actionData} action={self} back={href("/practice/settings/security")} />
    </>
  );
}
