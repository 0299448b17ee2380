import { randomBytes } from "node:crypto";
import { expect, test } from "../../support/browser.ts";
import { aList, bring } from "../a-list.ts";
import { heading, maren, phone } from "../steps.ts";
import { signInToWork } from "../work.ts";

test.use({ ...phone, actionTimeout: 10_000 });
test.setTimeout(90_000);

test("a therapist brings her clients along on a phone, sees every row first, and takes it back", async ({
  page,
  served,
}) => {
  const mark = randomBytes(3).toString("hex");
  await signInToWork(page, served, maren.email);

  await test.step("from the clients to a list, which is no picture", async () => {
    await page.goto("/practice/clients");
    await page.getByRole("link", { name: "Bring a list" }).click();
    await expect(heading(page)).toHaveText("Bring clients in");
    await page.getByRole("link", { name: "Bring a list" }).click();
    await bring(page, "\u0089PNG", "clients.csv");
    await expect(page.getByRole("alert")).toContainText(/no text|nobody|picture/);
  });

  await test.step("the columns are guessed, and notes stay in the file", async () => {
    await bring(page, aList(mark));
    await expect(heading(page)).toHaveText("What the columns hold");
    await expect(page.getByLabel("First name", { exact: true })).toHaveValue("firstName");
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue("email");
    await expect(page.getByText("Notes: notes and anything clinical are not brought in")).toBeVisible();
    await page.getByLabel("Ongoing").check();
    await page.getByRole("button", { name: "See every row" }).click();
  });

  await test.step("every row says what becomes of it", async () => {
    await expect(heading(page)).toHaveText("Look before they come in");
    await expect(page.getByText("4 rows: 1 new, 1 here already, 2 that can’t be taken")).toBeVisible();
    await page.getByRole("link", { name: "Not taken (2)" }).click();
    await expect(page.getByText("Line 4")).toBeVisible();
    await expect(page.getByText("begins like a formula")).toBeVisible();
    await expect(page.getByText("doesn’t read like name@example.org")).toBeVisible();
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Save them as a file" }).click();
    expect((await saved).suggestedFilename()).toBe("not-taken.csv");
  });

  await test.step("one press brings them in", async () => {
    await page.getByRole("button", { name: "Bring them in" }).click();
    await expect(heading(page)).toHaveText("They are in");
    await page.getByRole("link", { name: `Imke Brought ${mark}` }).click();
    await expect(heading(page)).toHaveText(`Imke Brought ${mark}`);
    await expect(page.getByText("Already my client before we came here")).toBeVisible();
  });

  await test.step("and another takes it back", async () => {
    await page.goto("/office/imports");
    await page.getByRole("link", { name: "clients.csv" }).first().click();
    await page.getByRole("link", { name: "Take it back" }).click();
    await expect(page.getByText("1 client goes again as if they had never been here")).toBeVisible();
    await page.getByRole("button", { name: "Take it back" }).click();
    await expect(heading(page)).toHaveText("Taken back");
    await page.goto(`/practice/clients?q=${mark}`);
    await expect(page.getByText("Nobody fits that.")).toBeVisible();
  });
});
