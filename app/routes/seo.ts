import type { MetaDescriptor } from "react-router";

type Page = { title: string; description: string; url: string; robots?: "noindex" };

/** What search engines and whoever shares the address read: titles of 60 letters at most, one canonical without query. */
export function seo({ title, description, url, robots }: Page): MetaDescriptor[] {
  if (robots) return [{ title }, { name: "robots", content: robots }];
  return [
    { title },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: url },
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: url },
  ];
}

/** The words joined to a title, as many of them as 60 letters hold. */
export function pageTitle(...parts: string[]): string {
  const [first = "", ...rest] = parts;
  return rest.reduce(
    (title, part) => (title.length + part.length + 3 <= 60 ? `${title} · ${part}` : title),
    first.slice(0, 60),
  );
}
