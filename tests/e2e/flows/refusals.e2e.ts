import { expect, test } from "../../support/browser.ts";
import { aStranger, book, chooseTime, fillIn, heading, maren, times } from "../steps.ts";

test("the second of two keeps what they typed, is told the nearest times and takes one", async ({
  page,
  browser,
  baseURL,
  served,
}) => {
  const [ann, ben] = [aStranger(), aStranger()];
  await page.goto(maren.book);
  // The farthest time: the near days may have one place left, and then the day is full, which is another refusal.
  const time = await chooseTime(page, (await times(page).count()) - 1);

  const other = await browser.newPage({
    baseURL: baseURL!,
    extraHTTPHeaders: { "X-Forwarded-For": "10.255.0.1" },
  });
  await other.goto(page.url());
  await fillIn(other, ann);
  await book(other);
  await expect(heading(other)).toHaveText("You’re booked");
  await other.close();

  await fillIn(page, ben);
  await page.getByLabel("Phone").fill("+351 912 345 678");
  await page.getByLabel("Anything I should know").fill("Two lines\nof mine.");
  await page.getByLabel("How did you hear").selectOption("A search");
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST"),
    book(page),
  ]);
  expect(answer.status()).toBe(409);
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Someone booked");
  await expect(summary).toContainText("The nearest times are");
  await expect(page.getByLabel("Name")).toHaveValue(ben.name);
  await expect(page.getByLabel("Email")).toHaveValue(ben.email);
  await expect(page.getByLabel("Phone")).toHaveValue("+351 912 345 678");
  await expect(page.getByLabel("Anything I should know")).toHaveValue("Two lines\nof mine.");
  await expect(page.getByLabel("How did you hear")).toHaveValue("A search");
  await expect(page.getByLabel("I am 18 or over")).toBeChecked();
  expect(await times(page).count()).toBeGreaterThan(1);

  await times(page).nth(1).check({ force: true });
  await book(page);
  await expect(heading(page)).toHaveText("You’re booked");
  await expect(page.locator("main time").first()).not.toHaveText(time);
  await served.letters(ben.email);
});

test("a time that went before the form was opened is said on opening it", async ({ page }) => {
  await page.goto(maren.book);
  await chooseTime(page);
  const url = new URL(page.url());
  url.searchParams.set("at", "2026-01-05T10:00:00.000Z");
  const answer = await page.goto(url.href);
  expect(answer!.status()).toBe(409);
  await expect(page.getByRole("alert")).toContainText("That time has gone");
});

test("an empty form says all that is missing at once, each line a way to its field", async ({
  page,
  hasScript,
}) => {
  await page.goto(maren.book);
  await chooseTime(page);
  await page.getByLabel("Phone").fill("call me");
  await book(page);
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveCount(4);
  if (hasScript) await expect(summary).toBeFocused();
  await expect(page.getByLabel("Phone")).toHaveValue("call me");

  for (const [words, field] of [
    ["A name", "Name"],
    ["An email address", "Email"],
    ["A phone number", "Phone"],
    ["18 or over", "I am 18 or over"],
  ] as const) {
    await summary.getByRole("link", { name: words }).click();
    await expect(page.getByLabel(field)).toBeInViewport();
    await expect(page.getByLabel(field)).toBeFocused();
    await expect(page.getByLabel(field)).toHaveAttribute("aria-invalid", "true");
  }
});

test("an address that cannot be one is said kindly, and the rest is kept", async ({ page }) => {
  const sam = { ...aStranger(), email: "sam at example" };
  await page.goto(maren.book);
  await chooseTime(page);
  await fillIn(page, sam);
  await book(page);
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(page.getByLabel("Email")).toHaveValue(sam.email);
  await expect(page.getByLabel("Name")).toHaveValue(sam.name);
});

test("a therapist with licences asks where you will be, together with everything else", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  await page.goto("/book/ana");
  await chooseTime(page);
  await fillIn(page, sam);
  await book(page);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText([
    "Please choose where you’ll be at that time.",
  ]);
  expect(await times(page).count(), "the time they chose is kept").toBe(0);
  await page.getByLabel("Where will you be?").selectOption({ index: 1 });
  await book(page);
  await expect(heading(page)).toHaveText("You’re booked");
  await served.letters(sam.email);
});

test("what opens after the first call says so and leads to it", async ({ page }) => {
  const answer = await page.goto("/book/maren?type=session");
  expect(answer!.status()).toBe(403);
  await expect(heading(page)).toHaveText("First, a free call");
  await expect(page.getByText("so we can both be sure")).toBeVisible();
  await page.getByRole("link", { name: "Book the free call" }).click();
  await expect(heading(page)).toHaveText("Choose a time for your first call");
});

test("the form cannot be reached around the gate", async ({ page }) => {
  await page.goto("/book/maren/details?type=session&at=2027-01-05T10:00:00.000Z");
  await expect(heading(page)).toHaveText("First, a free call");
});
