import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

/** Server rooms may not follow the visitor home: reaching one from the browser bundle fails the build. */
export function walls(): Plugin {
  const rooms = /\/app\/(db|domain|queue|integrations|realtime|emails|papers)\/|\.server\.tsx?$/;
  return {
    name: "walls",
    enforce: "pre",
    applyToEnvironment: (environment) => environment.name === "client",
    async resolveId(id, importer, options) {
      if (!importer) return;
      const found = await this.resolve(id, importer, { ...options, skipSelf: true });
      if (found && rooms.test(found.id)) this.error(`${importer} carries ${found.id} to the browser`);
    },
  };
}

/** Pages carry no React to the browser, so in development a change to one reloads it whole. */
function reloadWhole(): Plugin {
  return {
    name: "reload-whole",
    apply: "serve",
    hotUpdate({ file }) {
      if (this.environment.name !== "client" || !file.includes("/app/") || file.endsWith(".css")) return;
      this.environment.hot.send({ type: "full-reload" });
      return [];
    },
  };
}

export default defineConfig(({ command }) => ({
  plugins: [walls(), reloadWhole(), tailwindcss(), reactRouter()],
  environments: {
    ssr: {
      build: {
        rollupOptions: {
          input: {
            main: "./app/main.ts",
            selvage: "./app/selvage.ts",
            "ical-worker": "./app/integrations/ical-worker.ts",
          },
          output: { chunkFileNames: "chunks/[name]-[hash].js" },
        },
      },
    },
  },
  // Bundled, the server starts in 0.2 s and 105 MB; from node_modules it takes 1.9 s and 322 MB (stack.md, 5).
  ssr: command === "build" ? { noExternal: true } : {},
  build: { assetsInlineLimit: 0 },
  // A database is a hundred thousand files, none of them ours to reload for.
  server: { watch: { ignored: ["**/.data/**"] } },
}));
