import { readFile } from "node:fs/promises";
import { expect, test } from "../../support/browser.ts";
import {
  aBooking,
  aStranger,
  book,
  chooseTime,
  entryIn,
  entryOf,
  fillIn,
  heading,
  linkIn,
  maren,
  phone,
  times,
} from "../steps.ts";

test.use(phone);

test("a stranger on a phone books a first call, and both of them get their letter", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  await page.goto("/");
  await expect(page.getByText("Next opening:")).toBeVisible();
  await page.getByRole("link", { name: "Book a free first call" }).tap();
  await expect(page).toHaveURL(/\/book\/maren/);
  await expect(times(page).first()).toBeChecked();
  const time = await chooseTime(page, 2);
  await fillIn(page, sam);
  await page.getByLabel("Anything I should know").fill("I sleep badly.");
  await book(page);

  await expect(page).toHaveURL(/\/book\/done\//);
  await expect(heading(page)).toHaveText("You’re booked");
  await expect(page.locator("main time").first()).toHaveText(time);
  await expect(page.getByText("It’s on its way to your email")).toBeVisible();

  const [letter] = await served.letters(sam.email);
  expect(letter!.text).toContain(time.replaceAll("\u00a0", " "));
  expect(entryIn(letter!)).toMatchObject({ sequence: 0, status: "CONFIRMED" });
  expect(await (await page.request.get(linkIn(letter!))).text()).toContain("Your booking");
  await expect
    .poll(async () => (await served.inbox(maren.email)).map(({ text }) => text).join("\n"))
    .toContain(sam.name);
  const told = (await served.inbox(maren.email)).find(({ text }) => text.includes(sam.name));
  expect(told!.text, "a private word stays in the house").not.toContain("I sleep badly");
});

test("the booking goes into a calendar, as the same entry the letter carries", async ({ page, served }) => {
  const sam = aStranger();
  await aBooking(page, sam);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Add to your calendar" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("appointment.ics");
  const saved = entryOf(await readFile(await download.path(), "utf8"));
  const [letter] = await served.letters(sam.email);
  expect(saved).toEqual(entryIn(letter!));
});

test("a change of mind within three minutes undoes it, and the time is open again", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  await aBooking(page, sam, 1);
  await page.goto(maren.book);
  const label = await times(page).nth(1).getAttribute("aria-label");
  await page.goBack();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("status")).toContainText("Undone");
  await expect(heading(page)).toHaveText("This booking is cancelled");

  await page.goto(maren.book);
  expect(await times(page).nth(1).getAttribute("aria-label"), "another time stood there meanwhile").not.toBe(
    label,
  );
  const [, cancelled] = await served.letters(sam.email, 2);
  expect(entryIn(cancelled!)).toMatchObject({ status: "CANCELLED" });
});

test("the private link moves it, the old link dies, the calendar entry stays the same one", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  const before = await aBooking(page, sam, 3);
  const [first] = await served.letters(sam.email);
  const old = linkIn(first!);

  await page.goto(old);
  await page.getByRole("link", { name: "Move it" }).click();
  await times(page).nth(8).check({ force: true });
  await page.getByRole("button", { name: "Move to this time" }).click();
  await expect(page.getByRole("status")).toContainText("the old link no longer works");
  const after = await page.locator("main time").first().innerText();
  expect(after).not.toBe(before);

  const gone = await page.goto(old);
  expect(gone!.status()).toBe(410);
  await expect(heading(page)).toHaveText("This link has had its day");

  const [, second] = await served.letters(sam.email, 2);
  expect(linkIn(second!)).not.toBe(old);
  const [was, is] = [entryIn(first!), entryIn(second!)];
  expect(is.uid).toBe(was.uid);
  expect(is.sequence).toBeGreaterThan(was.sequence);
  expect(is.start).not.toEqual(was.start);
  await page.goto(linkIn(second!));
  await expect(page.locator("main time").first()).toHaveText(after);
});

test("it can be cancelled with a word, and both are told", async ({ page, served }) => {
  const sam = aStranger();
  await aBooking(page, sam);
  await page.getByRole("link", { name: "Move or cancel" }).click();
  await page.getByRole("link", { name: "Cancel it" }).click();
  await expect(page.getByText("Cancelling costs nothing")).toBeVisible();
  await page.getByLabel("A word to Maren").fill("My week changed.");
  await page.getByRole("button", { name: "Cancel the booking" }).click();
  await expect(heading(page)).toHaveText("This booking is cancelled");
  await expect(page.getByRole("link", { name: "Book another time" })).toBeVisible();

  const [, cancelled] = await served.letters(sam.email, 2);
  expect(entryIn(cancelled!)).toMatchObject({ status: "CANCELLED", sequence: 1 });
  const about = async () =>
    (await served.inbox(maren.email)).filter(({ text }) => text.includes(sam.name)).length;
  await expect.poll(about).toBe(2);
});
