import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { aBooking, aStranger, heading, maren, phone } from "../steps.ts";
import { anotherPage, letItPass, signInToWork } from "../work.ts";

test.use({ ...phone, actionTimeout: 10_000 });
test.setTimeout(120_000);

test("a therapist’s morning on a phone", async ({ page, browser, served }) => {
  const [caller, later] = [aStranger(), aStranger()];
  const visitor = await anotherPage(browser, served, "10.254.2.1");
  await aBooking(visitor, caller, 10);
  await aBooking(visitor, later, 20);
  await visitor.context().close();
  await served.letters(caller.email);
  await served.letters(later.email);
  await letItPass(served, caller.email);

  await test.step("the day says what to do about each person, and takes the mark", async () => {
    await signInToWork(page, served, maren.email);
    const day = page.getByRole("list", { name: "The day" });
    await day.getByRole("button", { name: `They came (${caller.name})` }).click();
    await expect(page.getByText("Noted. They came.")).toBeVisible();
    await expect(day.getByRole("link", { name: `Decide (${caller.name})` })).toBeVisible();
  });

  await test.step("a call is moved with a sentence, and the letter carries it", async () => {
    await page.goto("/practice/clients");
    await page.getByLabel("Find somebody").fill(later.name);
    await page.keyboard.press("Enter");
    await page.getByRole("main").getByRole("link", { name: later.name }).click();
    await page
      .getByRole("main")
      .getByRole("link", { name: /discovery|first call|free call/i })
      .first()
      .click();
    await expect(heading(page)).toHaveText(later.name);
    await page.getByRole("link", { name: "Move", exact: true }).click();
    await page.getByLabel("Date").fill(inDays(12));
    await page.getByLabel(/^Time/).fill("05:40");
    await page.getByLabel("A sentence of your own for the letter").fill("The earlier hour is quieter here.");
    await page.getByRole("button", { name: "Move it" }).click();
    await page.getByLabel("Move it anyway").check();
    await page.getByRole("button", { name: "Move it" }).click();
    await expect(page.getByText("Moved. A letter is on its way to them.")).toBeVisible();
    const [, moved] = await served.letters(later.email, 2);
    expect(moved!.text).toContain("The earlier hour is quieter here.");
  });

  await test.step("a session is added on somebody’s behalf", async () => {
    await page.goto("/practice/bookings/new");
    await page.getByLabel("Client").selectOption("Priya Raman");
    await page.getByLabel("Session").selectOption("session");
    await page.getByLabel("Date").fill(inDays(13));
    await page.getByLabel(/^Time/).fill("06:30");
    await book(page);
    await expect(page.getByText("Booked. A letter is on its way to them.")).toBeVisible();
  });

  await test.step("time is blocked, and stands in the week and on the day", async () => {
    await page.goto("/practice/calendar");
    await page.getByRole("link", { name: "Block time" }).click();
    await page.getByLabel("Day", { exact: true }).fill(inDays(14));
    await page.getByLabel("From").fill("08:00");
    await page.getByLabel("To", { exact: true }).fill("08:45");
    await page.getByLabel("Your own word for it").fill("Swim");
    await page.getByRole("button", { name: "Block this time" }).click();
    await expect(page.getByText("Swim").first()).toBeVisible();
    await page.getByRole("link", { name: "Day", exact: true }).click();
    await expect(page.getByText("Swim").first()).toBeVisible();
  });

  await test.step("somebody is written down by hand", async () => {
    const added = aStranger();
    await page.goto("/practice/clients/new");
    await page.getByLabel("Name", { exact: true }).fill(added.name);
    await page.getByLabel("They start with a call").check();
    await page.getByRole("button", { name: "Add client" }).click();
    await expect(page.getByText("Added. This is their record.")).toBeVisible();
    await expect(heading(page)).toHaveText(added.name);
  });

  await test.step("after the call the choice may wait, and then be made", async () => {
    await page.goto("/practice/today");
    await page
      .getByRole("list", { name: "The day" })
      .getByRole("link", { name: caller.name, exact: true })
      .click();
    await page.getByRole("button", { name: "Not yet" }).click();
    await expect(page.getByText("Left open.")).toBeVisible();
    await page.getByRole("link", { name: "Begin together" }).click();
    await page.getByRole("button", { name: "Begin together" }).click();
    await expect(page.getByText("You go on together.")).toBeVisible();
  });

  await test.step("a change of hours shows at once in what clients see", async () => {
    await page.goto("/practice/availability");
    const preview = page.getByRole("complementary", { name: "What clients see" });
    await expect(preview.getByText("4:10 am")).toHaveCount(0);
    await page.getByRole("link", { name: "Change the week" }).click();
    for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]) {
      await page.getByLabel(`${day}, first hours, from`).fill("04:10");
    }
    await page.getByRole("button", { name: "Save the week" }).click();
    await expect(page.getByText("The week is saved.")).toBeVisible();
    await expect(preview.getByText("4:10 am").first()).toBeVisible();
  });

  await test.step("and out", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto("/practice/today");
    await expect(page).toHaveURL(/\/sign-in\?back=/);
  });
});

/** At an hour outside one's own rules the first press asks whether it is meant. */
async function book(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Book/ }).click();
  await page.getByLabel(/anyway/).check();
  await page.getByRole("button", { name: /^Book/ }).click();
}

/** A working day so many days ahead, or the Monday after: "2027-03-01". Two days can fall on one, so hours are apart. */
function inDays(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  const past = [1, 0, 0, 0, 0, 0, 2][date.getUTCDay()]!;
  return new Date(date.getTime() + past * 86_400_000).toISOString().slice(0, 10);
}
