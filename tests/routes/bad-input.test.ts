import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { brokenDetails, strangeBody } from "./broken-forms.ts";

const runs = process.env.LONG ? 10_000 : 1_000;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let open: Awaited<ReturnType<typeof openBuiltHouse>>;
let practice: TestPractice;
let token: string;
let at: string;

beforeAll(async () => {
  console.info(`bad input: SEED=${seed}`);
  open = await openBuiltHouse();
  practice = await aPractice(open.house, {
    isHome: true,
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 10 * 60, length: 5 * 60 })),
  });
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const booked = await book(practice.ctx, practice.wish({ startsAt: Date.parse(`${tomorrow}T10:00:00Z`) }));
  if (!booked.ok) throw new Error(booked.refusal);
  token = booked.value.token;
  at = `${tomorrow}T14:00:00.000Z`;
});
afterAll(() => open.close());

let visitors = 0;

async function send(
  path: string,
  body: BodyInit | null,
  headers: Record<string, string> = {},
  method = "POST",
) {
  visitors += 1;
  const address = `127.${1 + (visitors >> 16)}.${(visitors >> 8) & 255}.${visitors & 255}`;
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    body,
    headers: { host: "localhost:3000", origin: "http://localhost:3000", ...headers },
  });
  const answer = await open.built.selvage.answer(request, { address });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function written(): Promise<unknown> {
  const tables = [
    "bookings",
    "appointments",
    "clients",
    "participants",
    "users",
    "events",
    "consents",
    "manage_links",
    "booking_words",
  ];
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const { rows } = await open.sql.query(
    `select ${counts.join(", ")}, (select max(changed_at)::text from bookings) as changed, (select count(*)::int from pgboss.job where name = 'letters') as letters`,
  );
  return rows[0];
}

describe("whatever arrives is answered 4xx in words, and nothing is changed", () => {
  test("booking a call", async () => {
    const before = await written();
    await fc.assert(
      fc.asyncProperty(brokenDetails(at), async (form) => {
        const answer = await send(
          `/book/${practice.slug}/details?type=discovery&tz=Europe/Lisbon&at=${at}`,
          form,
        );
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).toContain("<h1");
      }),
      { numRuns: runs, seed },
    );
    expect(await written()).toEqual(before);
  }, 120_000);

  test.each([
    ["moving", () => `/book/manage/${token}/move`],
    ["cancelling, with a link that never was", () => `/book/manage/${"x".repeat(43)}/cancellation`],
    ["choosing money or credit where there is nothing to choose", () => `/book/manage/${token}/choice`],
    ["undoing, with a link that never was", () => `/book/manage/${"y".repeat(43)}/undo`],
  ])(
    "%s",
    async (_, path) => {
      const before = await written();
      await fc.assert(
        fc.asyncProperty(strangeBody, async ({ text, type }) => {
          const answer = await send(path(), text, { "content-type": type });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
          expect(answer.text).toContain("<h1");
        }),
        { numRuns: runs, seed },
      );
      expect(await written()).toEqual(before);
    },
    120_000,
  );

  test("a cancellation whose reason cannot be kept", async () => {
    const before = await written();
    for (const reason of ["a\0b", "x".repeat(2_001), "\u0007"]) {
      const answer = await send(`/book/manage/${token}/cancellation`, new URLSearchParams({ reason }));
      expect(answer.status).toBe(422);
    }
    expect(await written()).toEqual(before);
  });

  test("the colours never lead to another site", async () => {
    await fc.assert(
      fc.asyncProperty(
        strangeBody,
        fc.constantFrom(
          "//evil.example",
          "https://evil.example",
          "/\\evil.example",
          "\\\\evil.example",
          "javascript:alert(1)",
          "/ok\r\nX: y",
        ),
        async ({ text, type }, back) => {
          const form = type.includes("urlencoded")
            ? `${text}&theme=dark&back=${encodeURIComponent(back)}`
            : text;
          const answer = await send("/theme", form, { "content-type": type });
          expect(answer.status).toBeLessThan(500);
          const location = answer.headers.get("location");
          if (location !== null)
            expect(new URL(location, "http://localhost:3000").origin).toBe("http://localhost:3000");
        },
      ),
      { numRuns: runs / 5, seed },
    );
  }, 60_000);
});

test("strange addresses and headers get an answer and never break the house", async () => {
  const strange = fc.record({
    path: fc.oneof(
      fc.webPath(),
      fc.constantFrom(
        "/book/%00",
        "/book/%ff",
        "/book/maren%2f..",
        "/therapists/__proto__",
        "/book/manage/%E0%A4%A",
        "/book/x?type=%00&tz=%00&from=%00&at=%00",
        `/book/${"x".repeat(5_000)}`,
        "/book/x?from=99999999-99-99",
        "/book/x?tz=Europe/../x",
      ),
      fc
        .string({ maxLength: 20 })
        .map(
          (text) =>
            `/book/${practice.slug}?${new URLSearchParams({ type: text, tz: text, from: text, at: text, via: text })}`,
        ),
    ),
    cookie: fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
    referer: fc.oneof(
      fc.constantFrom("http://", "::", "https://x.example/a?b#c", "javascript:1"),
      fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(strange, async ({ path, cookie, referer }) => {
      const headers = {
        cookie: `tz=${cookie}; theme=${cookie}`.trim(),
        referer: referer.trim(),
        "accept-encoding": cookie.trim(),
      };
      const answer = await send(path, null, headers, "GET");
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: runs, seed },
  );
}, 120_000);

test("a form from another site is refused before anything is read", async () => {
  const answer = await send("/theme", new URLSearchParams({ theme: "dark" }), {
    origin: "https://evil.example",
  });
  expect(answer.status).toBe(403);
});

test("a body larger than any form is refused with words", async () => {
  const answer = await send("/theme", "x".repeat(300_000), {
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(answer.status).toBe(413);
});

test("methods nobody offers are refused", async () => {
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    const answer = await send(`/book/${practice.slug}`, null, {}, method);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
});
