import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SitePage } from "#app/ui/site-page.tsx";

const site = {
  wordmark: { name: "Maren Holt", href: "/" },
  nav: [
    { label: "Fees", href: "/fees", current: true },
    { label: "Contact", href: "/contact" },
  ],
  help: { intro: "In danger now:", lines: [{ label: "112", href: "tel:112" }], otherHref: "/help-now" },
  footer: { line: "Lisbon and online", links: [{ label: "Privacy", href: "/privacy" }] },
};

test("the way past the navigation comes first, and leads to the page", () => {
  const html = renderToStaticMarkup(<SitePage {...site}>Words</SitePage>);
  expect(html).toMatch(/^<div class="page"><a class="skip" href="#main">/);
  expect(html).toContain(`<main id="main" tabindex="-1">Words</main>`);
});

test("the navigation says where you are, once", () => {
  const html = renderToStaticMarkup(<SitePage {...site}>Words</SitePage>);
  expect(html.match(/aria-current/g)).toHaveLength(1);
  expect(html).toContain(`<a href="/fees" aria-current="page">`);
});

test("every footer says who helps now", () => {
  const html = renderToStaticMarkup(<SitePage {...site}>Words</SitePage>);
  expect(html).toContain(`In danger now: <a href="tel:112">112</a>. <a href="/help-now">Other countries</a>`);
});

test("leaving is offered only where asked, and works as a plain link", () => {
  expect(renderToStaticMarkup(<SitePage {...site}>Words</SitePage>)).not.toContain("data-exit");
  const html = renderToStaticMarkup(
    <SitePage {...site} exitHref="https://weather.example/">
      Words
    </SitePage>,
  );
  expect(html).toMatch(
    /<a [^>]*data-exit="true" href="https:\/\/weather.example\/" rel="noreferrer">Leave this page/,
  );
});

test("the theme switch is a form that works without a script and shows the theme chosen", () => {
  const html = renderToStaticMarkup(
    <SitePage {...site} theme={{ current: "dark", back: "/fees?x=1" }}>
      Words
    </SitePage>,
  );
  expect(html).toMatch(/<form [^>]*action="\/theme" method="post"/);
  expect(html).toContain(`<input type="hidden" name="back" value="/fees?x=1"/>`);
  expect(html).toMatch(/value="dark" aria-pressed="true" name="theme"/);
  expect(html.match(/aria-pressed="false"/g)).toHaveLength(2);
});

test("no page carries a style of its own, which the content policy would refuse", () => {
  const html = renderToStaticMarkup(
    <SitePage {...site} exitHref="/" bookHref="/book" theme={{ current: "device", back: "/" }}>
      Words
    </SitePage>,
  );
  expect(html).not.toContain(" style=");
});
