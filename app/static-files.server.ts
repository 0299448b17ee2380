import sirv from "sirv";

const year = 31_536_000;

/** The built files of the browser: hashed assets for a year, the rest of `public/` for an hour; precompressed where the build did so. */
export function staticFiles(folder: string) {
  return sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(res, pathname) {
      const isHashed = pathname.startsWith("/assets/");
      res.setHeader("Cache-Control", isHashed ? `public, max-age=${year}, immutable` : "public, max-age=3600");
      res.setHeader("X-Content-Type-Options", "nosniff");
      res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    },
  });
}
