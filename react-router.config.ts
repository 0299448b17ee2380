import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  // A pattern: the server build has two entries, the server (main) and the command line (selvage).
  serverBuildFile: "[name].js",
  // Pages are finished on the server (docs/decisions/no-hydration.md): nothing is fetched from a manifest.
  routeDiscovery: { mode: "initial" },
} satisfies Config;
