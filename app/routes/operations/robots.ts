import { houseOf } from "#app/http.ts";
import type { Route } from "./+types/robots";

export function loader({ context }: Route.LoaderArgs) {
  const { appUrl } = houseOf(context);
  const lines = [
    "User-agent: *",
    "Disallow: /book/manage/",
    "Disallow: /book/done/",
    "Disallow: /calendar/",
    "Disallow: /api/",
    "",
    `Sitemap: ${appUrl}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
