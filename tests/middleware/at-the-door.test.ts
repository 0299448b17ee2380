import { describe, expect, test } from "vitest";
import { isBearer } from "#app/middleware/bearer.ts";
import { isOwnOrigin } from "#app/middleware/origin-check.ts";
import { contentSecurityPolicy, securityHeaders } from "#app/middleware/security-headers.ts";
import { parseNetworks, visitorAddress } from "#app/middleware/visitor-address.ts";

describe("whose address it is", () => {
  const proxies = parseNetworks("10.0.0.0/8, fd00::/8");

  test("without trusted proxies it is the peer, whatever the peer claims", () => {
    expect(visitorAddress("203.0.113.9", "198.51.100.1", [])).toBe("203.0.113.9");
  });
  test("behind proxies it is the rightmost that no proxy of ours added", () => {
    expect(visitorAddress("10.0.0.2", "198.51.100.1, 203.0.113.9, 10.1.2.3", proxies)).toBe("203.0.113.9");
  });
  test("a claim that is no address ends the chain at the last that was one", () => {
    expect(visitorAddress("10.0.0.2", "<script>, 10.1.2.3", proxies)).toBe("10.1.2.3");
  });
  test("an IPv6 household is one visitor, and an IPv4 in IPv6 clothes is an IPv4", () => {
    expect(visitorAddress("2001:db8:1:2:3:4:5:6", null, [])).toBe("2001:db8:1:2::/64");
    expect(visitorAddress("2001:db8:1:2:ffff::1", null, [])).toBe("2001:db8:1:2::/64");
    expect(visitorAddress("::ffff:203.0.113.9", null, [])).toBe("203.0.113.9");
  });
  test("a list of networks that is none is refused at start", () => {
    expect(() => parseNetworks("10.0.0.0/99")).toThrow();
  });
});

describe("where a form stands", () => {
  const post = (headers: Record<string, string>) =>
    new Request("https://maren.example/book", { method: "POST", headers });

  test("our own pages may send, and so may a caller that is no browser", () => {
    expect(isOwnOrigin(post({ origin: "https://maren.example", "sec-fetch-site": "same-origin" }))).toBe(
      true,
    );
    expect(isOwnOrigin(post({}))).toBe(true);
  });
  test("another site may not, nor one that only looks alike, nor a page without an origin", () => {
    expect(isOwnOrigin(post({ origin: "https://evil.example" }))).toBe(false);
    expect(isOwnOrigin(post({ origin: "http://maren.example" }))).toBe(false);
    expect(isOwnOrigin(post({ origin: "null" }))).toBe(false);
    expect(isOwnOrigin(post({ "sec-fetch-site": "cross-site" }))).toBe(false);
    expect(isOwnOrigin(post({ "sec-fetch-site": "same-site" }))).toBe(false);
  });
  test("reading is open from everywhere", () => {
    expect(
      isOwnOrigin(new Request("https://maren.example/", { headers: { "sec-fetch-site": "cross-site" } })),
    ).toBe(true);
  });
});

describe("what every answer carries", () => {
  test("nothing inline, nothing from elsewhere, nobody's frame", () => {
    const policy = contentSecurityPolicy();
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    // But for the pages where people pay and where they allow a calendar, to which forms lead.
    const elsewhere = "https://checkout.stripe.com https://accounts.google.com";
    expect(policy).toContain(`form-action 'self' ${elsewhere};`);
    expect(policy.replace(elsewhere, "")).not.toMatch(/unsafe|https?:|\*/);
    expect(contentSecurityPolicy("abc")).toContain("script-src 'self' 'nonce-abc'");
  });
  test("strict transport only where there is transport to be strict about", () => {
    expect(securityHeaders({ isHttps: true })).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders({ isHttps: false })).not.toHaveProperty("Strict-Transport-Security");
  });
});

test("metrics open for the token and for nothing else", () => {
  const token = "0123456789abcdef";
  expect(isBearer(`Bearer ${token}`, token)).toBe(true);
  expect(isBearer(`bearer ${token}`, token)).toBe(false);
  expect(isBearer("Bearer ", token)).toBe(false);
  expect(isBearer(null, token)).toBe(false);
  expect(isBearer("Bearer undefined", undefined)).toBe(false);
});
