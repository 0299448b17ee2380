import { PolicyPage } from "#app/routes/public/policy.tsx";
import { policyPage } from "#app/routes/public/policy-page.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import type { Route } from "./+types/terms";

export function loader(asked: Route.LoaderArgs) {
  return policyPage(asked, "terms");
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const description = "What you agree to when you book a call.";
  return seo({ title: pageTitle(page.title, page.frame.name), description, url: page.url });
}

export default function Terms({ loaderData }: Route.ComponentProps) {
  return <PolicyPage {...loaderData} />;
}
