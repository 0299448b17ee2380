import { PolicyPage } from "#app/routes/public/policy.tsx";
import { policyPage } from "#app/routes/public/policy-page.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import type { Route } from "./+types/privacy";

export function loader(asked: Route.LoaderArgs) {
  return policyPage(asked, "privacy");
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const description = "What is kept about you when you book, why, for how long, and your rights.";
  return seo({ title: pageTitle(page.title, page.frame.name), description, url: page.url });
}

export default function Privacy({ loaderData }: Route.ComponentProps) {
  return <PolicyPage {...loaderData} />;
}
