import { href } from "react-router";
import { asClient, sessionOf } from "#app/http.ts";
import { devicesOf, endDevice } from "#app/routes/devices.ts";
import { DeviceList } from "#app/ui/device-list.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/devices";

export { ErrorBoundary } from "./trouble.tsx";

const self = href("/client/account/devices");

export async function loader({ context }: Route.LoaderArgs) {
  return { devices: await devicesOf(asClient(context), sessionOf(context)) };
}

export function action({ context, request }: Route.ActionArgs) {
  return endDevice(asClient(context), sessionOf(context), request, self);
}

export function meta() {
  return [{ title: "Where you are signed in" }, { name: "robots", content: "noindex" }];
}

export default function Devices({ loaderData: { devices } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="Where you are signed in"
        lede={<p>Left a browser open somewhere? Sign it out from here.</p>}
      />
      <h2 className="sr-only">Devices</h2>
      <DeviceList devices={devices} action={self} />
      <p className="hint">
        <a href={href("/client/account")}>Back to your account</a>
      </p>
    </>
  );
}
