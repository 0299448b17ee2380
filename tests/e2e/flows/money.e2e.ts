import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(180_000);

test("a practice says how its papers look, asks for what is open, and keeps what was paid in order", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const flash = (words: string) => expect(page.getByText(words)).toBeVisible();
  await signInToWork(page, served, maren.email);

  await test.step("how papers look", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Papers", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Papers");
    await page.getByLabel("Receipt").check();
    await page.getByLabel("Tax or registration number").fill("PT 509 442 013");
    await page.getByRole("button", { name: "Save the papers" }).click();
    await flash("Saved. The next paper looks like this.");
    await expectSound(page);
    const example = page.getByRole("link", { name: "See an example (PDF)" });
    const file = await page.request.get((await example.getAttribute("href")) ?? "");
    expect(file.headers()["content-type"]).toBe("application/pdf");
  });

  await test.step("how sessions are taxed: a rule without a reason is refused, one with it is kept", async () => {
    await page.goto("/practice/settings/tax");
    await page.getByLabel("Exempt").check();
    await page.getByRole("button", { name: "Keep the rule" }).click();
    await expect(page.getByRole("alert")).toContainText("The words that are printed");
    await expectSound(page);
    await page.getByLabel("Words on the paper").fill("Exempt under article 9 (1) of the VAT code.");
    await page.getByRole("button", { name: "Keep the rule" }).click();
    await flash("Kept. It holds from the next paper on.");
    await expect(page.getByRole("heading", { name: "Every session" })).toBeVisible();
    await expectSound(page);
  });

  await test.step("what is open, the oldest first; a reminder goes once", async () => {
    await page.setViewportSize({ width: 1360, height: 900 });
    await page.getByRole("link", { name: "Money", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("To be paid");
    await expect(page.getByText(/^€[\d,.]+ is open, from \d+ clients\.$/)).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: "Remind Lena and Max Berg" }).click();
    await flash("A reminder is on its way. The next can go in a week.");
    await expect(page.getByRole("button", { name: "Remind Lena and Max Berg" })).toHaveCount(0);
    const about = async () =>
      (await served.inbox("lena@demo.test")).filter(({ subject }) => subject.includes("still open"));
    await expect.poll(async () => (await about()).length, { timeout: 20_000 }).toBe(1);
    expect((await about())[0]?.text).toContain("/client/payments");
  });

  const open = page.locator("section", { has: page.getByRole("heading", { name: "Lena and Max Berg" }) });

  await test.step("what is not asked for any more is written off with a reason, and asked for again", async () => {
    await open.getByRole("link", { name: "Write off" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Write off €/);
    await page.getByRole("button", { name: "Write it off" }).click();
    await expect(page.getByRole("alert")).toContainText("Please say why");
    await expectSound(page);
    await page.getByLabel("We agreed on it").check();
    await page.getByRole("button", { name: "Write it off" }).click();
    await flash("Given up. It isn’t asked for any more, and the books say so.");
    await expectSound(page);
    await page.getByRole("button", { name: /^Ask for it again/ }).click();
    await flash("It is open again.");
    await expect(page.getByRole("heading", { name: "Given up" })).toHaveCount(0);
  });

  await test.step("a payment is recorded from there, and its paper is in the month", async () => {
    await open.getByRole("link", { name: "Record a payment" }).first().click();
    await page.getByLabel("How it came").selectOption("By bank transfer");
    await page.getByRole("button", { name: "Record it" }).click();
    await flash("Recorded. The payment is in the books.");
    await page.goto("/practice/invoices");
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("link", { name: /^Receipt / }).first()).toBeVisible({ timeout: 500 });
    }, "its paper is written by a job").toPass();
    await expectSound(page);
    await page.getByLabel("Number or name").fill("berg");
    await page.getByRole("button", { name: "Find" }).click();
    await page
      .getByRole("link", { name: /^Receipt / })
      .first()
      .click();
    await expect(page.getByText("Exempt under article 9 (1) of the VAT code.")).toBeVisible();
    await expect(page.getByText("Number PT 509 442 013")).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: /^Their statement/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Statement 20/);
    await expectSound(page);
  });

  await test.step("the tax adviser’s files are lists of the same", async () => {
    for (const kind of ["papers", "payments"]) {
      const file = await page.request.get(`/practice/invoices/${kind}.csv`);
      expect(file.headers()["content-type"]).toContain("text/csv");
      expect(await file.text()).toContain("Lena and Max Berg");
    }
  });

  await test.step("whose money it was reads a letter with the sum, and finds payment, paper and year", async () => {
    const letters = async () =>
      (await served.inbox("lena@demo.test")).filter(({ subject }) => subject.startsWith("Your payment of"));
    await expect.poll(async () => (await letters()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await letters()).at(-1)?.attachments).toEqual([]);
    const client = await anotherPage(browser, served, "10.250.9.8");
    await signInByMail(client, served, "lena@demo.test");
    await client.getByRole("link", { name: "Payments" }).click();
    await expectSound(client);
    await client.getByRole("heading", { name: /^€/, level: 3 }).getByRole("link").first().click();
    await expect(client.getByRole("heading", { level: 1 })).toHaveText(/^€[\d,.]+, paid$/);
    await expectSound(client);
    await client.getByRole("link", { name: /^Receipt [\d-]+$/ }).click();
    await expect(client.getByRole("heading", { level: 1 })).toHaveText(/^Receipt /);
    await expectSound(client);
    await client.goto("/client/payments");
    await client
      .getByRole("link", { name: /^Statement 20/ })
      .first()
      .click();
    await expect(client.getByRole("heading", { level: 1 })).toHaveText(/^Statement 20/);
    await expectSound(client);
    await client.context().close();
  });

  await test.step("whoever writes to somebody may look at the letters first", async () => {
    for (const letter of ["client_paper", "client_owing"]) {
      await page.goto(`/practice/settings/letters/${letter}`);
      await expectSound(page);
    }
  });
});
