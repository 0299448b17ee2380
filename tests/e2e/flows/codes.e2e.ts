import { randomBytes } from "node:crypto";
import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren, times } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

test("the office makes a code, a client books with it, and its page says what became of it", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const code = `SPRING-${randomBytes(3).toString("hex").toUpperCase()}`;
  await signInToWork(page, served, maren.email);

  await test.step("it is found where the settings are, and says what will be there", async () => {
    await page.goto("/practice/settings");
    await page.getByRole("main").getByRole("link", { name: "Codes" }).click();
    await expect(heading(page)).toHaveText("Codes");
    await expectSound(page);
    await page.getByRole("link", { name: "New code" }).click();
    await expectSound(page);
  });

  await test.step("what cannot be is refused in words, and what was typed stays", async () => {
    await page.getByLabel("The word people type").fill(code);
    await page.getByLabel("How much").fill("120");
    await page.getByRole("button", { name: "Make this code" }).click();
    await expect(page.getByRole("alert")).toContainText("A whole number from 1 to 100.");
    await expect(page.getByLabel("The word people type")).toHaveValue(code);
    await expectSound(page);
  });

  await test.step("made, it can be used", async () => {
    await page.getByLabel("How much").fill("20");
    await page.getByLabel("How often in all").fill("1");
    await page.getByRole("button", { name: "Make this code" }).click();
    await expect(page.getByText("Whoever has it can type it where they book.")).toBeVisible();
    await expect(page.getByText("20% off")).toBeVisible();
    await expect(page.getByText("Nobody has booked with it yet.")).toBeVisible();
    await expectSound(page);
  });

  await test.step("the same letters again are refused", async () => {
    await page.goto("/office/codes/new");
    await page.getByLabel("The word people type").fill(code.toLowerCase());
    await page.getByLabel("How much").fill("5");
    await page.getByRole("button", { name: "Make this code" }).click();
    await expect(page.getByRole("alert")).toContainText("There is a code of these letters already");
  });

  const client = await anotherPage(browser, served, "10.250.8.9");
  await test.step("a client sees what is left to pay before anything is booked", async () => {
    await signInByMail(client, served, "priya@demo.test");
    await client.goto("/client/book/maren/session");
    await times(client).nth(7).check({ force: true });
    await client.getByLabel("Code").fill("NOT-ONE");
    await client.getByRole("button", { name: "Apply" }).click();
    await expect(client.getByRole("alert")).toContainText("That code isn’t one of ours.");
    await expectSound(client);
    await client.getByLabel("Code").fill(code.toLowerCase());
    await client.getByRole("button", { name: "Apply" }).click();
    await expect(client.getByRole("status")).toContainText("€85");
    await expect(client.getByRole("status")).toContainText("€17");
    await expect(client.getByRole("status")).toContainText("€68");
    await expect(times(client).nth(7)).toBeChecked();
    await expectSound(client);
  });

  await test.step("the office changes its mind", async () => {
    await page.goto("/office/codes");
    await page.getByRole("link", { name: code }).click();
    await page.getByRole("link", { name: "Change it" }).click();
    await expect(page.getByLabel("How much")).toHaveValue("20");
    await expectSound(page);
    await page.getByLabel("How much").fill("100");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("100% off")).toBeVisible();
  });

  await test.step("and what holds is what it takes off when it is booked", async () => {
    await client.getByRole("button", { name: "Book this session" }).click();
    await expect(client.getByText("free (€85 less €85 by a code)")).toBeVisible();
    await expectSound(client);
    await client.goto("/client/book/maren/session");
    await times(client).nth(30).check({ force: true });
    await client.getByLabel("Code").fill(code);
    await client.getByRole("button", { name: "Book this session" }).click();
    await expect(client.getByRole("alert")).toContainText("used as often as it can be");
    await client.context().close();
  });

  await test.step("its page says what became of it, and nothing of who it was", async () => {
    await page.reload();
    await expect(page.getByText("Used up")).toBeVisible();
    await expect(page.getByText("1 of 1 uses, €85 taken off in all.")).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("Priya");
    await expectSound(page);
    const file = await page.request.get(
      (await page.getByRole("link", { name: "Take it along" }).getAttribute("href"))!,
    );
    expect(await file.text()).toContain("85.00,85.00,EUR");
  });

  await test.step("switched off, it is off", async () => {
    await page.getByRole("button", { name: "Switch it off" }).click();
    await expect(page.getByText("It’s switched off.")).toBeVisible();
    await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Switch it on" }).click();
    await expect(page.getByText("It’s switched on again.")).toBeVisible();
    await expectSound(page);
  });
});
