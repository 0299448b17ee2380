import { href } from "react-router";
import { asClient, sessionOf } from "#app/http.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { addressPage, askForNewAddress } from "#app/routes/new-address.ts";
import { AddressForm } from "#app/ui/address-form.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/address";

export { ErrorBoundary } from "./trouble.tsx";

const self = href("/client/account/address");

export function loader({ context, request }: Route.LoaderArgs) {
  return addressPage(asClient(context), sessionOf(context), request);
}

export function action({ context, request }: Route.ActionArgs) {
  const count = (email: string) => countForAccount(context, email);
  return askForNewAddress(asClient(context), sessionOf(context), request, { self, count });
}

export function meta() {
  return [{ title: "Your address" }, { name: "robots", content: "noindex" }];
}

export default function Address({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="Your address"
        lede={<p>You sign in with {page.email}, and our letters go there.</p>}
      />
      <AddressForm {...page} {...actionData} action={self} back={href("/client/account")} />
    </>
  );
}
