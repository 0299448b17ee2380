import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type * as Main from "#app/main.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { seed } from "#tests/support/random-diary.ts";
import { ensureBuilt } from "../../../scripts/machine/built.ts";
import { type Api, anApi } from "./an-api.ts";
import { rowCounts } from "./counts.ts";
import { nonsense } from "./nonsense.ts";

const tries = process.env.LONG ? 10_000 : 1_000;
const triesWhole = process.env.LONG ? 200 : 20;
const calls = ["wish", "move", "cancellation"] as const;

let open: TestHouse;
let call: Api;
let practice: TestPractice;
let paths: Record<(typeof calls)[number], string>;

beforeAll(async () => {
  open = await aHouse();
  call = await anApi(open.house);
  practice = await aPractice(open.house);
  const token = await aCancelledBooking();
  paths = {
    wish: "/bookings",
    move: `/bookings/${token}/move`,
    cancellation: `/bookings/${token}/cancellation`,
  };
});
afterAll(() => open.close());

/** The private link of a booking that no longer stands: whatever a body says, there is nothing left to do with it. */
async function aCancelledBooking(): Promise<string> {
  const booked = await book(practice.ctx, practice.wish({}));
  if (!booked.ok) throw new Error(booked.refusal);
  await cancel(practice.ctx, { bookingId: booked.value.id, therapistId: practice.therapistId, by: "client" });
  return booked.value.token;
}

test.each(calls)(
  `${tries} random bodies for a %s are refused in words and write nothing (SEED=${seed})`,
  { timeout: 600_000 },
  async (name) => {
    const before = await rowCounts(open.database);

    await fc.assert(
      fc.asyncProperty(nonsense(name, practice.slug), async ({ text, headers }) => {
        const { status, body } = await call(paths[name], { method: "POST", text, headers });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(body.error.message).not.toBe("");
      }),
      { seed, numRuns: tries },
    );
    expect(await rowCounts(open.database)).toEqual(before);
  },
);

test(`${triesWhole} of them each are refused alike by the whole server (SEED=${seed})`, {
  timeout: 600_000,
}, async () => {
  await ensureBuilt();
  const main: typeof Main = await import(new URL("../../../build/server/main.js", import.meta.url).href);
  const key = `test:${Buffer.alloc(32, 7).toString("base64")}`;
  const read = main.readEnv({
    SELVAGE_MODE: "test",
    ROLE: "web",
    APP_URL: "http://localhost:3000",
    DATABASE_URL: open.url,
    SESSION_SECRET: key,
    ENCRYPTION_KEYS: key,
    MAIL_FROM: "hello@selvage.test",
    LOG_LEVEL: "silent",
  });
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const server = await main.open(read.env);
  const before = await rowCounts(open.database);
  let peers = 0;

  try {
    for (const name of calls) {
      for (const { text, headers } of fc.sample(nonsense(name, practice.slug), {
        seed,
        numRuns: triesWhole,
      })) {
        peers += 1;
        const request = new Request(`http://localhost:3000/api/v1${paths[name]}`, {
          method: "POST",
          body: text,
          headers,
        });
        const response = await server.answer(request, { address: `127.0.${peers >> 8}.${peers & 255}` });
        const { error } = await response.json();
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(error.message).not.toBe("");
      }
    }
  } finally {
    await server.close();
  }
  expect(await rowCounts(open.database)).toEqual(before);
});
