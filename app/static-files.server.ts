import sirv from "sirv";
import type { Env } from "./env.server.ts";
import { securityHeaders } from "./middleware/security-headers.ts";

const year = 31_536_000;

/** The built files of the browser: hashed assets for a year, the rest of `public/` for an hour; precompressed where the build did so. */
export function staticFiles(folder: string, { APP_URL }: Pick<Env, "APP_URL">) {
  const headers = securityHeaders({ isHttps: APP_URL.startsWith("https:") });
  return sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(res, pathname) {
      const isHashed = pathname.startsWith("/assets/");
      res.setHeader(
        "Cache-Control",
        isHashed ? `public, max-age=${year}, immutable` : "public, max-age=3600",
      );
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    },
  });
}
