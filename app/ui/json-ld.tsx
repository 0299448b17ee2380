type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Structured data for search engines. Every `<` is escaped, so no text in it can end the script element. */
export function JsonLd({ data }: { data: { readonly [key: string]: Json } }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script's content is raw text; React would escape its quotes.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
