import { Marked } from "marked";
import sanitize from "sanitize-html";

const marked = new Marked({ gfm: true, async: false });

/** Written text (Markdown) as HTML that can do nothing: headings one level down, since the page has its own h1. */
export function proseOf(markdown: string): string {
  return sanitize(marked.parse(markdown, { async: false }), {
    allowedTags: [
      "h2",
      "h3",
      "h4",
      "p",
      "a",
      "ul",
      "ol",
      "li",
      "strong",
      "em",
      "blockquote",
      "br",
      "hr",
      "code",
    ],
    allowedAttributes: { a: ["href"] },
    allowedSchemes: ["https", "http", "mailto", "tel"],
  });
}

/** The first heading of a written text and the rest of it, so that a page can use the one as its title. */
export function titled(markdown: string): { title: string | null; body: string } {
  const match = /^\s*#\s+(.+?)\s*\n/.exec(markdown);
  return match?.[1]
    ? { title: match[1], body: markdown.slice(match[0].length) }
    : { title: null, body: markdown };
}
