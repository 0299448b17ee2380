import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading } from "../steps.ts";
import { askForASession, payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, bookedLongAgo, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(180_000);

const mateo = "c7@harbour.test";

test("a practice takes cards by an account of its own, gives a session back as credit, and takes cards no more", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const owner = await anotherPage(browser, served, "10.79.0.1");
  const ana = await anotherPage(browser, served, "10.79.0.2");
  await signInToWork(owner, served, "owner@harbour.test");
  await signInToWork(ana, served, "ana@harbour.test");
  await signInByMail(page, served, mateo);

  await test.step("the owner connects it: a wrong key is refused kindly, the right one is tried and kept", async () => {
    await owner.goto("/practice/settings/payments");
    await expect(owner.locator("main")).toContainText("Until you connect an account at Stripe");
    await connect(owner, "sk_test_somebody_elses");
    await expect(owner.getByRole("alert")).toContainText("Stripe doesn’t know this key.");
    await expect(owner.getByLabel("Secret key"), "a key is not read off a screen").toHaveValue("");
    await expectSound(owner);
    await connect(owner, "sk_test_demo_harbour");
    await expect(owner.getByText("Connected. Sessions that are paid ahead are paid by card")).toBeVisible();
    await expect(owner.locator("main")).not.toContainText("sk_test_demo_harbour");
    await expectSound(owner);
  });

  await test.step("his therapist agrees with him on paying ahead, and on a rate of his own", async () => {
    await ana.goto("/practice/clients");
    await ana
      .getByRole("link", { name: /Mateo Cruz/ })
      .first()
      .click();
    const [record = ""] = /\/practice\/clients\/[0-9a-f-]{36}/.exec(ana.url()) ?? [];
    await ana.goto(`${record}/billing`);
    await ana.getByLabel("When").selectOption({ label: "When they book" });
    await ana.getByRole("button", { name: "Save", exact: true }).click();
    await expect(ana.getByText("Saved. It holds for what is booked from now on.")).toBeVisible();
    await ana.getByLabel("A rate of their own for").selectOption({ label: "Session ($175)" });
    await ana.getByLabel("What they pay, in USD").fill("120");
    await ana.getByRole("button", { name: "Agree on it" }).click();
    await expect(ana.getByText("Agreed. It holds for what is booked from now on")).toBeVisible();
    await expectSound(ana);
  });

  await test.step("he books, and pays his rate into that account", async () => {
    await page.goto("/client/book");
    await expect(page.locator("main")).toContainText("$120");
    await page.goto("/client/book/ana/session");
    await expect(page.locator("main")).toContainText("50 minutes with Ana, $120, paid when you book.");
    await expect(page.locator("main"), "what everybody else pays").not.toContainText("$175");
    await page.getByLabel("Where will you be?").selectOption("NY");
    await askForASession(page, 3);
    await reachStripe(page);
    await payAtStripe(page);
    await expect(page.getByText("Paid. It’s yours.")).toBeVisible({ timeout: 15_000 });
    await expect(page.locator("main")).toContainText("$120");
    await expectSound(page);
  });

  const session = page.url().split("?")[0] ?? "";
  await test.step("she calls it off, and he keeps what he paid for his next", async () => {
    const [id = ""] = /[0-9a-f-]{36}/.exec(session) ?? [];
    await bookedLongAgo(served, mateo);
    await ana.goto(`/practice/bookings/${id}/cancellation`);
    await ana.getByRole("button", { name: "Cancel the booking" }).click();
    await expect(ana).toHaveURL(/news=cancelled/);
    await page.goto(session);
    await expect(page.locator("main")).toContainText("You paid $120 for it.");
    await expectSound(page);
    await page.getByRole("button", { name: "Keep it for my next session" }).click();
    await expect(page.getByText("Done. You see it among your payments.")).toBeVisible();
    await page.goto("/client/payments");
    await expect(page.locator("main")).toContainText("You have $120 of credit.");
    await expectSound(page);
  });

  await test.step("his next is paid by it, and nobody asks for a card", async () => {
    await page.goto("/client/book/ana/session");
    await page.getByLabel("Where will you be?").selectOption("NY");
    await askForASession(page, 5);
    await expect(heading(page)).toBeVisible();
    await expect(page).toHaveURL(/\/client\/sessions\/[0-9a-f-]{36}/);
    await expect(page.locator("main")).not.toContainText("Pay for this time");
    await page.goto("/client/payments");
    await expect(page.locator("main")).not.toContainText("of credit");
  });

  await test.step("the owner takes no more cards", async () => {
    await owner.goto("/practice/settings/payments");
    await owner.getByRole("button", { name: "Take no more cards" }).click();
    await expect(owner.getByText("Disconnected. Money comes in by hand from now on.")).toBeVisible();
    await expectSound(owner);
  });
  for (const other of [owner, ana]) await other.context().close();
});

async function connect(page: Page, key: string): Promise<void> {
  await page.getByLabel("Secret key").fill(key);
  await page.getByLabel("Signing secret of the webhook").fill("whsec_ZGVtby1vbmx5LWhhcmJvdXItc3RyaXBl");
  await page.getByRole("button", { name: "Connect" }).click();
}
