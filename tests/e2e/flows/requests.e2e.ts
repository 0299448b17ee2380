import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren, times } from "../steps.ts";
import { payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const email = "amara@demo.test";

test("a time that wants her yes is asked for, declined kindly, asked for again and accepted", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const work = await anotherPage(browser, served, "10.250.9.1");
  await signInToWork(work, served, maren.email);
  await signInByMail(page, served, email);

  await test.step("she says which sessions want her yes", () => wantsHerYes(work, true));

  await test.step("asked for, the time is kept and nothing is promised", async () => {
    await askFor(page, 4);
    await expectSound(page);
    await expect(page.getByText("You’ve asked for this time.")).toBeVisible();
  });

  await test.step("Today says so, and she declines with a sentence of her own", async () => {
    await toTheRequest(work);
    await expectSound(work);
    await work.getByRole("link", { name: "Decline" }).click();
    await work.getByLabel("Or a sentence of your own instead").fill("I keep Mondays short this month.");
    await expectSound(work);
    await work.getByRole("button", { name: "Decline the request" }).click();
    await expect(
      work
        .getByRole("status")
        .or(work.getByText(/Declined/))
        .first(),
    ).toBeVisible();
    const declined = await served.letterSaying(email, /I keep Mondays short this month\./);
    expect(declined.subject).toContain("About the time you asked for");
    await page.reload();
    await expect(page.getByText("You’ve asked for this time")).toHaveCount(0);
    await expect(page.getByText("Maren couldn’t take the time you asked for").first()).toBeVisible();
    await expectSound(page);
  });

  await test.step("asked for again, accepted, and it is theirs", async () => {
    await askFor(page, 7);
    await toTheRequest(work);
    await work.getByRole("button", { name: "Confirm" }).click();
    await expect(work.getByText(/It is theirs once they leave a card/)).toBeVisible();
    await expectSound(work);
    const accepted = await served.letterSaying(email, /Leave a card and book it/);
    expect(accepted.subject).toMatch(/^Kept for you: /);
    await page.reload();
    await page.getByRole("link", { name: "Go on to make it yours" }).click();
    await page.getByLabel(/may charge this card after each session/).check();
    await page.getByRole("button", { name: "Go on to the card" }).click();
    await reachStripe(page);
    await payAtStripe(page, "Save this card");
    await expect(page.getByText(/It’s yours\./).first()).toBeVisible();
    const booked = await served.letterSaying(email, /You’re booked:\s.+\s80 minutes/);
    expect(booked.attachments).toHaveLength(1);
  });

  await test.step("another is taken back by who asked", async () => {
    await askFor(page, 9);
    await page.getByRole("link", { name: "Take it back" }).click();
    await expect(page.getByRole("button", { name: /back/ })).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: /back/ }).click();
    await expect(page.getByText("You took your request back").first()).toBeVisible();
  });

  await test.step("and without her wish for it, times are booked as before", () => wantsHerYes(work, false));
  await work.context().close();
});

async function wantsHerYes(work: Page, does: boolean): Promise<void> {
  await work.goto("/practice/session-types");
  await work
    .getByRole("main")
    .getByRole("link", { name: /^Long session/ })
    .click();
  await work.getByLabel("Ask me first").setChecked(does);
  await work.getByRole("button", { name: /Save|Keep/ }).click();
  await expect(
    work
      .getByRole("status")
      .or(work.getByText(/Saved|Kept/))
      .first(),
  ).toBeVisible();
}

async function askFor(page: Page, nth: number): Promise<void> {
  await page.goto("/client/book");
  await page.getByRole("link", { name: /Long session/ }).click();
  await times(page).nth(nth).check({ force: true });
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await expect(heading(page)).toBeVisible();
}

async function toTheRequest(work: Page): Promise<void> {
  await work.goto("/practice/today");
  await work
    .getByRole("link", { name: /request/i })
    .first()
    .click();
}
