import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren, times } from "../steps.ts";
import { signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

test("a client books several weeks at once, sees every date first, and cancels one and the later ones", async ({
  page,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInByMail(page, served, "amara@demo.test");

  await test.step("how often is asked beside the times, and every date is shown before it counts", async () => {
    await page.goto("/client/book/maren/session");
    await times(page).nth(5).check({ force: true });
    await page.getByLabel("How often").selectOption({ label: "Every week" });
    await page.getByLabel("How many times").fill("4");
    await page.getByRole("button", { name: "Book this session" }).click();
    await expect(page.getByRole("button", { name: "Book these dates" })).toBeVisible();
    await expect(page.locator(".series-dates > li")).toHaveCount(4);
    await expectSound(page);
  });

  await test.step("none but one of them is no series, and says so", async () => {
    for (const box of await page.locator(".series-dates input[type=checkbox]").all()) await box.uncheck();
    await page.getByRole("button", { name: "Book these dates" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator(".series-dates > li")).toHaveCount(4);
  });

  await test.step("confirmed, they are one series and one letter", async () => {
    for (const box of await page.locator(".series-dates input[type=checkbox]").all()) await box.check();
    await page.getByRole("button", { name: "Book these dates" }).click();
    await expect(page.getByText("One email with all dates follows")).toBeVisible();
    await expect(heading(page)).toContainText(/^Every .+day at/);
    await expectSound(page);
  });

  await test.step("one of them moves by itself, and the others stay", async () => {
    await page.getByRole("main").getByRole("link").nth(1).click();
    await expect(page.getByText("One of a series.")).toBeVisible();
    await expectSound(page);
  });

  await test.step("it and the later ones are cancelled, with what each costs", async () => {
    await page.getByRole("link", { name: "cancel them" }).click();
    await expect(heading(page)).toHaveText("Cancel these sessions?");
    await expectSound(page);
    await page.getByRole("button", { name: /^Cancel these 3 dates/ }).click();
    await expect(page.getByText("The times are free again for somebody else.")).toBeVisible();
    await expect(
      page.getByText("You cancelled", { exact: false }).or(page.getByText("Cancelled")).first(),
    ).toBeVisible();
  });
});

test("a therapist books a series for a client, told of what is in the way, moves all of it and lets it end", async ({
  page,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInToWork(page, served, maren.email);

  await test.step("from the form of one booking to every date", async () => {
    await page.goto("/practice/bookings/new");
    await page.getByLabel("Client").selectOption("Priya Raman");
    await page.getByLabel("Session").selectOption("session");
    await page.getByLabel("Date").fill(inDays(20));
    await page.getByLabel(/^Time/).fill("05:10");
    await page.getByLabel("How often").selectOption({ label: "Every two weeks" });
    await page.getByLabel("How many times").fill("3");
    await page.getByRole("button", { name: "Book it" }).click();
    await expect(page.locator(".series-dates > li")).toHaveCount(3);
    await expect(page.getByText("outside your hours").first()).toBeVisible();
    await expectSound(page);
  });

  await test.step("nothing chosen is nothing booked, and the dates stay in view", async () => {
    for (const one of await page.getByLabel("Leave this date out").all()) await one.check();
    await page.getByRole("button", { name: "Book these dates" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator(".series-dates > li")).toHaveCount(3);
    await expectSound(page);
  });

  await test.step("outside her hours only because she says so, date by date", async () => {
    for (const one of await page.getByLabel(/all the same/).all()) await one.check();
    await page.getByRole("button", { name: "Book these dates" }).click();
    await expect(heading(page)).toContainText(/^Every two weeks, .+day at/);
    await expect(page.getByText("3 to come")).toBeVisible();
    await expectSound(page);
    const series = await served.letterSaying("priya@demo.test", /I’ve booked these times for us\./);
    expect(series.attachments).toHaveLength(1);
  });

  await test.step("all of it moves to another hour", async () => {
    await page.getByRole("link", { name: "Move all to come" }).click();
    await page.getByLabel(/^Time/).fill("05:40");
    await page.getByRole("button", { name: "See the dates" }).click();
    await expect(page.locator(".series-dates > li")).toHaveCount(3);
    for (const one of await page.getByLabel(/all the same/).all()) await one.check();
    await expectSound(page);
    await page.getByRole("button", { name: "Move these dates" }).click();
    await expect(heading(page)).toContainText("5:40");
  });

  await test.step("and it may end", async () => {
    await page.getByRole("button", { name: "Let it end" }).click();
    await expect(page.getByText("It may end with the dates it has.")).toBeVisible();
    await page.getByRole("link", { name: "Cancel all to come" }).click();
    await expect(page.getByRole("button", { name: /^Cancel these 3 dates/ })).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: /^Cancel these 3 dates/ }).click();
    await expect(page.getByText("nothing left to come")).toBeVisible();
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
