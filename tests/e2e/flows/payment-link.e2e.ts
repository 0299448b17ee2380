import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { heading, maren } from "../steps.ts";
import { leaveStripe, payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

test("a debt is given a link of its own, and whoever has it pays without signing in", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const desk = await anotherPage(browser, served, "10.80.0.1");
  await signInToWork(desk, served, maren.email);

  let url = "";
  await test.step("the link is made by a press, and is the same whenever it is looked at", async () => {
    await desk.goto("/practice/billing");
    await desk.getByRole("link", { name: "Payment link" }).last().click();
    await expect(heading(desk)).toHaveText("Payment link");
    await expectSound(desk);
    // A reminder that was sent before, by another walk, has made it already.
    const make = desk.getByRole("button", { name: "Make the link" });
    if ((await make.count()) > 0) await make.click();
    url = await desk.getByLabel("The link").inputValue();
    expect(new URL(url).pathname).toMatch(/^\/pay\/[\w-]{43}$/);
    await expectSound(desk);
    await desk.reload();
    await expect(desk.getByLabel("The link")).toHaveValue(url);
  });

  await test.step("it says the sum, the practice, and nothing of whom it is about", async () => {
    const answer = await page.goto(url);
    expect(answer?.headers()["x-robots-tag"]).toBe("noindex");
    await expect(heading(page)).toHaveText(/^€\d+$/);
    await expect(page.locator("main")).toContainText("To be paid to Maren Holt.");
    await expect(page.locator("main")).toContainText("Appointment");
    await expect(page.locator("main")).not.toContainText(/Lena|Berg|Priya|hypno|session/i);
    await expectSound(page);
  });

  await test.step("whoever leaves can come back by it", async () => {
    await page.getByRole("button", { name: /^Pay €\d+ by card$/ }).click();
    await reachStripe(page);
    await leaveStripe(page);
    await expect(heading(page)).toHaveText("Nothing was paid");
    await expect(page.locator("main")).toContainText("by the link you came by");
    await expectSound(page);
  });

  await test.step("paid, it says so kindly, and the debt is gone", async () => {
    await page.goto(url);
    await page.getByRole("button", { name: /^Pay €\d+ by card$/ }).click();
    await reachStripe(page);
    await payAtStripe(page);
    await expect(heading(page)).toHaveText("It’s paid", { timeout: 15_000 });
    await page.goto(url);
    await expect(heading(page)).toHaveText("Nothing is open here");
    await expectSound(page);
    await desk.reload();
    await expect(desk.locator("main")).toContainText("Nothing is owed for this session any more.");
    await expectSound(desk);
  });

  await test.step("a link that never was opens nothing", async () => {
    const answer = await page.goto(url.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
    expect(answer?.status()).toBe(404);
  });
  await desk.context().close();
});
