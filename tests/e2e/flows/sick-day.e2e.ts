import { expect, test } from "../../support/browser.ts";
import { aStranger, book, chooseTime, entryIn, fillIn, heading } from "../steps.ts";
import { anotherPage, pastTheThreeMinutes, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const chi = { email: "chi@harbour.test", book: "/book/chi" };

test("a bad morning takes one press, and everybody touched finds another time", async ({
  page,
  browser,
  served,
}) => {
  const caller = aStranger();
  const guest = await anotherPage(browser, served, "10.254.7.1");
  await guest.goto(chi.book);
  await chooseTime(guest);
  await fillIn(guest, caller);
  await guest.getByLabel(/^Where will you be/).selectOption({ index: 1 });
  await book(guest);
  await expect(heading(guest)).toHaveText("You’re booked");
  await served.letters(caller.email);
  await signInToWork(page, served, chi.email);

  const press = async () => {
    await page.getByRole("main").getByRole("link", { name: "I’m ill today" }).click();
    await page.getByLabel("Through the end of a later date").check();
    await page.getByLabel("The date").fill((await page.getByLabel("The date").getAttribute("max")) ?? "");
    await page.getByRole("button", { name: "Show who is touched" }).click();
    await expect(page.getByText(`A letter goes to ${caller.email}.`)).toBeVisible();
    await page.getByLabel("A sentence of your own").fill("A cold, nothing worse.");
    await page.getByRole("button", { name: /^I’m ill: tell \d+ (people|person) in 3 minutes$/ }).click();
    await expect(page.getByText("Noted. Get well.")).toBeVisible();
  };

  await test.step("it is taken back on Today, and nobody was written to", async () => {
    await press();
    await page.getByRole("link", { name: "Back to today" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Taken back. Everything is as it was")).toBeVisible();
    await pastTheThreeMinutes(served);
    expect(await served.inbox(caller.email)).toHaveLength(1);
  });

  await test.step("three minutes after the press everybody has a kind letter with three times", async () => {
    await press();
    await pastTheThreeMinutes(served);
    const [, letter] = await served.letters(caller.email, 2);
    expect(letter!.text).toContain("A cold, nothing worse.");
    expect(letter!.text).toContain("It costs you nothing.");
    expect(letter!.text.match(/\/another\?at=/g)).toHaveLength(3);
    expect(entryIn(letter!)).toMatchObject({ status: "CANCELLED" });
    const [link] = /https?:\/\/\S+\/another\?at=\S+/.exec(letter!.text)!;
    await guest.goto(link);
    await expect(heading(guest)).toHaveText("Take another time");
    await expect(guest.getByRole("radio")).toHaveCount(3);
    await guest.getByRole("link", { name: "See all times" }).click();
    await expect(guest.getByText("All open times.")).toBeVisible();
    await guest.goto(link);
    await guest.getByRole("button", { name: "Take this time" }).click();
    await expect(guest.getByText("It’s yours.")).toBeVisible();
    const mine = guest.url().split("?")[0]!;
    await guest.goto(link);
    await expect(guest).toHaveURL(mine);
    await served.letters(caller.email, 3);
  });

  await test.step("Today says who has another time, and who is still without", async () => {
    await page.goto("/practice/today");
    await page.getByRole("link", { name: /1 of \d+ ha(s|ve) another time/ }).click();
    const own = page.getByRole("listitem").filter({ hasText: caller.name });
    await expect(own.getByText("Took another time")).toBeVisible();
  });
  await guest.context().close();
});

test("a therapist sees what a client sees, can do nothing there, and it is recorded", async ({
  page,
  served,
}) => {
  await signInToWork(page, served, "maren@demo.test");
  await page.goto("/practice/clients");
  await page.getByRole("main").getByRole("link", { name: "Lena and Max Berg" }).click();
  await page.getByRole("link", { name: "See what they see" }).click();
  await page.getByRole("main").getByRole("link", { name: "Lena Berg" }).click();
  await expect(page.getByText("You see this as Lena Berg sees it.")).toBeVisible();
  const main = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Sessions", "Book", "Account"]) {
    await main.getByRole("link", { name, exact: true }).click();
    await expect(page.getByText("Nothing can be changed here. Recorded.")).toBeVisible();
    await expect(page.locator("form")).toHaveCount(0);
  }
  await main.getByRole("link", { name: "Sessions", exact: true }).click();
  await page.getByRole("main").getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await expect(page.locator("main form")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^(Move|Cancel) it$/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Leave this view" }).first().click();
  await expect(page.getByText("Their pages looked at, as Lena Berg sees them").first()).toBeVisible();
});
