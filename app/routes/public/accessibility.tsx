import { PolicyPage } from "#app/routes/public/policy.tsx";
import { policyPage } from "#app/routes/public/policy-page.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import type { Route } from "./+types/accessibility";

export function loader(asked: Route.LoaderArgs) {
  return policyPage(asked, "accessibility");
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const description = "What was done so that everyone can use this site, and how to say where it fails.";
  return seo({ title: pageTitle(page.title, page.frame.name), description, url: page.url });
}

export default function Accessibility({ loaderData }: Route.ComponentProps) {
  return <PolicyPage {...loaderData} />;
}
