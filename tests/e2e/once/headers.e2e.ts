import { expect, test } from "../../support/browser.ts";
import { maren } from "../steps.ts";

const everywhere = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

const ours = {
  ...everywhere,
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
};

const pages = ["/", "/help-now", maren.book, "/book/maren?type=session", "/nothing", "/book/manage/nonsense"];
const others = [
  "/theme",
  "/robots.txt",
  "/sitemap.xml",
  "/healthz",
  "/readyz",
  "/metrics",
  "/api/v1/therapists",
  "/api/v1/nothing",
];

for (const path of [...pages, ...others]) {
  test(`${path} answers with the security headers`, async ({ request }) => {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers).toMatchObject(ours);
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    const policy = headers["content-security-policy"]!;
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy.split("; ")).toContain(rule);
    }
    // Forms may lead to where people pay and where they allow a calendar, which are the sandbox’s pages here, and nowhere else.
    expect(policy).toMatch(
      /; form-action 'self' https:\/\/checkout\.stripe\.com https:\/\/accounts\.google\.com http:\/\/127\.0\.0\.1:\d+; /,
    );
    expect(policy).not.toContain("unsafe");
    expect(headers["strict-transport-security"], "only where the address is https").toBeUndefined();
  });
}

for (const path of pages) {
  test(`${path} carries no script and no style of its own`, async ({ request }) => {
    const html = await (await request.get(path)).text();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline.filter((tag) => !tag.includes('type="application/ld+json"'))).toEqual([]);
    expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="|javascript:/i);
  });
}

test("what was built is kept for a year, the rest for an hour, and neither is guessed at", async ({
  request,
}) => {
  const html = await (await request.get("/")).text();
  const assets = [...new Set([...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!))];
  expect(assets.length).toBeGreaterThan(2);
  for (const path of assets) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      ...everywhere,
      "cache-control": "public, max-age=31536000, immutable",
    });
  }
  expect((await request.get("/enhance.js")).headers()).toMatchObject({
    ...everywhere,
    "cache-control": "public, max-age=3600",
  });
});

test("another host's name leads to ours, and the way there is not kept open to others", async ({
  request,
  served,
}) => {
  const answer = await request.get(`${served.url.replace("localhost", "127.0.0.1")}/fees?a=1`, {
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(308);
  expect(answer.headers().location).toBe(`${served.url}/fees?a=1`);
  expect(answer.headers()).toMatchObject(ours);
});
