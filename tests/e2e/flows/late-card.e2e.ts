import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading } from "../steps.ts";
import { askForASession, payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, tooLateFor } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const priya = "priya@demo.test";

test("a card left when the time was lost is not kept, unless whoever left it says so by their letter", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInByMail(page, served, priya);
  await page.goto("/client/book/maren/long-session");
  await askForASession(page, 3);
  await expect(heading(page)).toHaveText("Leave a card for this time");
  await page.getByLabel(/may charge this card after each session/).check();
  await page.getByRole("button", { name: "Go on to the card" }).click();
  await reachStripe(page);
  await tooLateFor(served, priya);

  await test.step("back from Stripe she is told at once that nothing came of it", async () => {
    await payAtStripe(page, "Save this card");
    await expect(page.getByRole("status")).toContainText("nothing was taken, and the card isn’t kept", {
      timeout: 15_000,
    });
    await expectSound(page);
    await page.goto("/client/payments");
    await expect(page.locator("main")).not.toContainText("4242");
  });

  let url = "";
  await expect(async () => {
    const letter = (await served.inbox(priya)).find(({ text }) =>
      text.includes("Your card isn’t kept either"),
    );
    url = /https?:\S+\/card(?=\s)/.exec(letter?.text ?? "")?.[0] ?? "";
    expect(url).not.toBe("");
  }).toPass({ timeout: 15_000 });

  await test.step("by the letter it is kept, with the words that were agreed to", async () => {
    const guest = await anotherPage(browser, served, "10.82.0.1");
    await guest.goto(url);
    await expect(heading(guest)).toHaveText("Keep your card for next time?");
    await expect(guest.locator("main")).toContainText("may charge this card after each session");
    await expect(guest.locator("main")).not.toContainText(/Priya|hypno|4242/i);
    await expectSound(guest);
    await guest.getByRole("button", { name: "Keep the card, as agreed" }).click();
    await expect(heading(guest)).toHaveText("Your card is kept");
    await expectSound(guest);
    await guest.goto(url);
    await expect(heading(guest)).toHaveText("Your card is kept");
    await guest.context().close();
    await page.goto("/client/payments");
    await expect(page.locator("main")).toContainText("visa ending in 4242");
  });
});
