import { expect, test } from "../../support/browser.ts";
import { heading, maren, times } from "../steps.ts";

test("the zone is changed by hand, and stays", async ({ page }) => {
  await page.goto(maren.book);
  await expect(page.getByLabel("Show times in")).toHaveValue("Europe/Lisbon");
  const inLisbon = await times(page).first().getAttribute("aria-label");
  await page.getByLabel("Show times in").selectOption("America/New_York");
  await page.getByRole("button", { name: "Update times" }).click();
  await expect(page).toHaveURL(/tz=America%2FNew_York/);
  expect(await times(page).first().getAttribute("aria-label")).not.toBe(inLisbon);

  await page.goto(maren.book);
  await expect(page.getByLabel("Show times in"), "remembered").toHaveValue("America/New_York");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("New York time")).toBeVisible();
});

test("later dates are a link away, and the way back too", async ({ page }) => {
  await page.goto(maren.book);
  const first = async () => Date.parse((await times(page).first().getAttribute("value"))!);
  const nearest = await first();
  await page.getByRole("link", { name: "Later dates" }).click();
  await expect(page).toHaveURL(/from=/);
  const later = await first();
  expect(later).toBeGreaterThan(nearest);
  await page.getByRole("link", { name: "Back to the first dates" }).click();
  await expect(page).not.toHaveURL(/from=/);
  // The nearest of a moment ago may be too near by now.
  expect(await first()).toBeLessThan(later);
});

test("light, dark or as the device says, on every page after", async ({ page }) => {
  await page.goto("/fees");
  const html = page.locator("html");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page, "where they were").toHaveURL(/\/fees$/);
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("link", { name: "Contact" }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Light" }).click();
  await expect(html).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: "Match my device" }).click();
  await expect(html).not.toHaveAttribute("data-theme", /./);
});

test("help is in every footer, and the visitor's own country comes after the practice's", async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([{ name: "tz", value: "America/New_York", url: baseURL! }]);
  await page.goto("/");
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "112" })).toHaveAttribute(
    "href",
    "tel:112",
  );
  await page.getByRole("link", { name: "Other countries" }).click();
  await expect(heading(page)).toHaveText("Someone can help right now");
  const countries = await page.getByRole("heading", { level: 2 }).allInnerTexts();
  expect(countries.slice(0, 2)).toEqual(["Portugal", "United States"]);
});

test("nothing of ours asks for a script to be read", async ({ page }) => {
  for (const path of [
    "/",
    "/therapists",
    "/therapists/maren",
    "/fees",
    "/contact",
    "/privacy",
    "/terms",
    "/accessibility",
    "/what-this-is-not",
  ]) {
    const answer = await page.goto(path);
    expect(answer!.status(), path).toBe(200);
    await expect(heading(page), path).toBeVisible();
    await expect(page.locator("noscript"), path).toHaveCount(0);
  }
});

test("a wrong link is a page with a way on", async ({ page }) => {
  for (const path of [
    "/nothing-here",
    "/therapists/nobody",
    "/book/nobody",
    "/book/maren?type=nothing",
    "/book/manage/nonsense",
    "/book/done/nonsense",
  ]) {
    const answer = await page.goto(path);
    expect(answer!.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText("There is nothing here");
  }
  await page.getByRole("link", { name: "Find a time" }).click();
  await expect(heading(page)).toHaveText("Choose a time for your first call");
});
