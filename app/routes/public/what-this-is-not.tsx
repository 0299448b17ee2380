import { PolicyPage } from "#app/routes/public/policy.tsx";
import { policyPage } from "#app/routes/public/policy-page.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import type { Route } from "./+types/what-this-is-not";

export function loader(asked: Route.LoaderArgs) {
  return policyPage(asked, "limits");
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  const description = "What this site and the software behind it do not do, said plainly.";
  return seo({ title: pageTitle(page.title, page.frame.name), description, url: page.url });
}

export default function WhatThisIsNot({ loaderData }: Route.ComponentProps) {
  return <PolicyPage {...loaderData} />;
}
