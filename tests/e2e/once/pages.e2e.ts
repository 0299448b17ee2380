import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { expectSound } from "../look.ts";
import { aStranger, book, chooseTime, heading, maren } from "../steps.ts";

type Asked = { page: Page; request: APIRequestContext };

const addresses = [
  "/",
  "/therapists",
  "/therapists/maren",
  "/therapists/ana",
  "/fees",
  "/contact",
  "/help-now",
  "/privacy",
  "/terms",
  "/accessibility",
  "/what-this-is-not",
  "/sign-in",
  "/join/nobody",
  "/link/nothing",
  "/book/maren",
  "/book/ana",
  "/book/maren?type=session",
  "/book/maren/waiting",
  "/book/maren/waiting/asked",
  "/nothing",
];

/** Pages that stand for a moment, and how somebody comes to see them. */
const moments: Record<string, (asked: Asked) => Promise<unknown>> = {
  "no times so far ahead": async ({ page }) => {
    await page.goto(`${maren.book}?from=${inDays(400)}`);
    await expect(page.getByText("There are no times this far ahead yet")).toBeVisible();
  },
  "look in your inbox": async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(aStranger().email);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(heading(page)).toHaveText("Look in your inbox");
  },
  "a code that does not fit": async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(aStranger().email);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByRole("button", { name: "Sign in with the code" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "your details": async ({ page }) => {
    await page.goto(maren.book);
    await chooseTime(page);
  },
  "your details, with what is missing": async ({ page }) => {
    await page.goto("/book/ana");
    await chooseTime(page);
    await book(page);
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "a time that has gone": async ({ page }) => {
    await page.goto("/book/maren/details?at=2026-01-05T10:00:00.000Z");
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "you’re booked": async ({ page, request }) =>
    page.goto((await booked(request)).replace("/manage/", "/done/")),
  "your booking": async ({ page, request }) => page.goto(await booked(request)),
  "another time": async ({ page, request }) => page.goto(`${await booked(request)}/move`),
  "before cancelling": async ({ page, request }) => page.goto(`${await booked(request)}/cancellation`),
  cancelled: async ({ page, request }) => {
    const link = await booked(request);
    await page.goto(`${link}/cancellation`);
    await page.getByRole("button", { name: "Cancel the booking" }).click();
    await expect(heading(page)).toHaveText("This booking is cancelled");
  },
  "you’re booked, opened after it was cancelled": async ({ page, request }) => {
    const link = await booked(request);
    await page.goto(`${link}/cancellation`);
    await page.getByRole("button", { name: "Cancel the booking" }).click();
    await page.goto(link.replace("/manage/", "/done/"));
    await expect(heading(page)).toHaveText("This booking has changed since");
  },
  "moved, and the link that died of it": async ({ page, request }) => {
    const link = await booked(request);
    await page.goto(`${link}/move`);
    await page.getByRole("button", { name: "Move to this time" }).click();
    await expect(page.getByRole("status")).toContainText("Moved");
    await expectSound(page);
    await page.goto(link);
    await expect(heading(page)).toHaveText("This link has had its day");
  },
};

for (const address of addresses) {
  test(`${address} is sound at every width, by day and by night`, async ({ page }) => {
    await page.goto(address);
    await expectSound(page);
  });
}

for (const [moment, comeTo] of Object.entries(moments)) {
  test(`"${moment}" is sound at every width, by day and by night`, async ({ page, request }) => {
    await comeTo({ page, request });
    await expectSound(page);
  });
}

/** A booking by a program, whose private link is what the test is about. */
async function booked(request: APIRequestContext): Promise<string> {
  const asked = `/api/v1/therapists/maren/openings?type=discovery&from=${inDays(1)}&days=20&tz=Europe/Lisbon`;
  const { days } = await (await request.get(asked)).json();
  const openings: { startsAt: string }[] = days.flatMap((day: { openings: unknown[] }) => day.openings);
  const { name, email } = aStranger();
  const wish = {
    therapist: "maren",
    type: "discovery",
    startsAt: openings.at(-1)!.startsAt,
    name,
    email,
    adult: true,
  };
  const answer = await request.post("/api/v1/bookings", {
    data: wish,
    headers: { "Idempotency-Key": randomUUID() },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).manageUrl;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
