import { expect, test } from "../../support/browser.ts";
import { aList, bring } from "../a-list.ts";
import { expectSound } from "../look.ts";
import { heading, maren } from "../steps.ts";
import { signInToWork } from "../work.ts";

test.setTimeout(120_000);

test("every page of a list is sound at every width, by day and by night", async ({ page, served }) => {
  await signInToWork(page, served, maren.email);
  const look = async (title: string) => {
    await expect(heading(page)).toHaveText(title);
    await expectSound(page);
  };
  await page.goto("/office/imports");
  await look("Bring clients in");
  await page.goto("/office/imports/new");
  await look("Bring a list");
  await bring(page, "");
  await look("Bring a list");
  await bring(page, aList("office"));
  await look("What the columns hold");
  await page.getByLabel("First name", { exact: true }).selectOption("email");
  await page.getByRole("button", { name: "See every row" }).click();
  await look("What the columns hold");
  await page.getByLabel("First name", { exact: true }).selectOption("firstName");
  await page.getByRole("button", { name: "See every row" }).click();
  await look("Look before they come in");
  await page
    .getByRole("link", { name: "Same name" })
    .or(page.getByRole("link", { name: /^New/ }))
    .first()
    .click();
  await look("Look before they come in");
  await page.getByRole("button", { name: "Bring them in" }).click();
  await look("They are in");
  await page.getByRole("link", { name: "Take it back" }).click();
  await look("Take it back");
  await page.getByRole("button", { name: "Take it back" }).click();
  await look("Taken back");
  await page.goto("/office/imports");
  await look("Bring clients in");
  expect((await page.goto("/office/nothing"))!.status()).toBe(404);
  await expectSound(page);
});
