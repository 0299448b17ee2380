import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { signInByMail } from "../sign-in.ts";
import { aBooking, aStranger, entryIn, heading, maren, times } from "../steps.ts";
import { payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, letItPass, signInToWork } from "../work.ts";

test.setTimeout(120_000);
test.use({ actionTimeout: 10_000 });

test("a client’s first month, from a stranger’s call to an account of one’s own", async ({
  page,
  browser,
  served,
}) => {
  const sam = aStranger();
  await test.step("a stranger books the free call, and is invited to a page of their own", async () => {
    const when = await aBooking(page, sam, 6);
    const [letter] = await served.letters(sam.email);
    const [join] = /https?:\/\/\S+\/join\/\S+/.exec(letter!.text) ?? [];
    await page.goto(join!);
    await expect(page.getByLabel("Email")).toHaveValue(sam.email);
    await signInByMail(page, served, sam.email);
    await expect(page).toHaveURL(/\/client$/);
    await expect(heading(page)).toHaveText(when);
    await expect(page.getByText("Your first call")).toBeVisible();
  });

  await test.step("what costs something is shut, and says why", async () => {
    await page.getByRole("link", { name: "Book", exact: true }).click();
    await expect(page.getByText("Sessions open after our first call").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Individual session" })).toHaveCount(0);
    const answer = await page.goto("/client/book/maren/session");
    expect(answer!.status()).toBe(403);
    await expect(heading(page)).toHaveText("Not open yet");
  });

  await letItPass(served, sam.email);
  const before = (await served.inbox(sam.email)).length;
  const desk = await anotherPage(browser, served, "10.254.1.1");
  await test.step("the therapist marks the call and begins with them", async () => {
    await signInToWork(desk, served, maren.email);
    await desk
      .getByRole("list", { name: "The day" })
      .getByRole("listitem")
      .filter({ hasText: sam.name })
      .getByRole("button", { name: /^(?!Didn)/ })
      .click();
    await expect(desk.getByText("Noted. They came.")).toBeVisible();
    await desk.getByRole("link", { name: `Decide (${sam.name})` }).click();
    await desk.getByRole("button", { name: "Begin together" }).click();
    await expect(desk.getByText("You go on together.")).toBeVisible();
    await desk.context().close();
  });

  await test.step("a letter says so, and the doors are open", async () => {
    await served.letters(sam.email, before + 1);
    await page.goto("/client/book");
    await expect(page.getByText("Sessions open after our first call")).toHaveCount(0);
  });

  await test.step("a session is booked and undone within the three minutes", async () => {
    await bookSession(page, 3);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Undone, as if it had never been.")).toBeVisible();
  });

  await test.step("another is booked and moved, and is the same entry in a calendar", async () => {
    const first = await bookSession(page, 8);
    await page.getByRole("link", { name: "Move it" }).click();
    await times(page).nth(12).check({ force: true });
    await page.getByRole("button", { name: "Move to this time" }).click();
    await expect(page.getByText("Moved. This is the new time.")).toBeVisible();
    await expect(heading(page)).not.toHaveText(first);
    await expect
      .poll(async () => (await served.inbox(sam.email)).filter((one) => one.attachments.length > 0).length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(1);
  });

  await test.step("the terms are said before it is cancelled", async () => {
    await expect(page.getByText("You can move or cancel it freely until")).toBeVisible();
    await page.getByRole("link", { name: "Cancel it" }).click();
    await expect(heading(page)).toHaveText("Cancel this session?");
    await expect(page.getByText(/cancelling costs nothing/i)).toBeVisible();
    await page.getByRole("button", { name: "Cancel the booking" }).click();
    await expect(page.getByText("Cancelled. The time is free again")).toBeVisible();
    await expect
      .poll(
        async () => {
          const entries = (await served.inbox(sam.email)).filter((one) => one.attachments.length > 0);
          return entryIn(entries.at(-1)!).status;
        },
        { timeout: 20_000 },
      )
      .toBe("CANCELLED");
  });

  await test.step("the account is theirs to change and to take along", async () => {
    await page.getByRole("link", { name: "Account" }).click();
    await page.getByRole("link", { name: "Change these" }).click();
    await page.getByLabel("Phone").fill("+351 912 345 678");
    await page.getByRole("button", { name: "Keep these" }).click();
    await expect(page.getByText("+351 912 345 678")).toBeVisible();

    await page.getByRole("link", { name: "Change what is safe" }).click();
    await page.getByLabel("Please be discreet").check();
    await page.getByLabel("What your calendar may say").fill("Busy");
    await page.getByRole("button", { name: "Keep this" }).click();
    await expect(page.getByText("“Busy”")).toBeVisible();

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "For a program (JSON)" }).click(),
    ]);
    const taken = await readFile(await download.path(), "utf8");
    expect(() => JSON.parse(taken)).not.toThrow();
    expect(taken).toContain(sam.email);
    expect(taken).toContain("+351 912 345 678");

    await page.getByRole("link", { name: "Where you’re signed in" }).click();
    await expect(heading(page)).toHaveText("Where you are signed in");
    await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  });

  await test.step("and the door is shut behind them", async () => {
    await page.getByRole("link", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign out here" }).click();
    await page.goto("/client");
    await expect(page).toHaveURL(/\/sign-in\?back=/);
  });
});

/** Book the n-th open time for a session; gives its time in words. */
async function bookSession(page: Page, nth: number): Promise<string> {
  await page.goto("/client/book/maren/session");
  await times(page).nth(nth).check({ force: true });
  await page.getByRole("button", { name: "Book this session" }).click();
  await reachStripe(page);
  await payAtStripe(page);
  await expect(page.getByText("Paid. It’s yours.")).toBeVisible({ timeout: 15_000 });
  return heading(page).innerText();
}
