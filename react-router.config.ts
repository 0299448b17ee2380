import type { Config, Preset } from "@react-router/dev/config";
import { permissions } from "./app/permissions.ts";

/** A route nobody said who may ask for it fails the build. */
const everyRouteHasItsLine: Preset = {
  name: "permissions",
  reactRouterConfigResolved({ reactRouterConfig }) {
    const missing = Object.values(reactRouterConfig.routes).flatMap(({ id, file }) =>
      id === "root" || Object.hasOwn(permissions, file) ? [] : [file],
    );
    if (missing.length > 0)
      throw new Error(`app/permissions.ts says nothing about ${missing.join(", ")}: who may ask for it?`);
  },
};

export default {
  ssr: true,
  // A pattern: the server build has two entries, the server (main) and the command line (selvage).
  serverBuildFile: "[name].js",
  // Pages are finished on the server (docs/decisions/no-hydration.md): nothing is fetched from a manifest.
  routeDiscovery: { mode: "initial" },
  presets: [everyRouteHasItsLine],
} satisfies Config;
