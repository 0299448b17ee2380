import { expect, test } from "../../support/browser.ts";
import { askToSignIn, signInByMail } from "../sign-in.ts";
import { aBooking, aStranger, heading } from "../steps.ts";

test("a guest finds their own page from their first letter, and signs in by the link", async ({
  page,
  served,
}) => {
  const person = aStranger();
  await aBooking(page, person);
  const [letter] = await served.letters(person.email);
  const [own] = /https?:\/\/\S+\/join\/\S+/.exec(letter!.text) ?? [];
  await page.goto(own!);
  await expect(page.getByLabel("Email")).toHaveValue(person.email);

  await signInByMail(page, served, person.email);
  await expect(page).toHaveURL(/\/client$/);
  await page.goto("/sign-out");
  await page.getByRole("button", { name: "Sign out here" }).click();
  await page.goto("/client");
  await expect(page).toHaveURL(/\/sign-in\?back=/);
});

test("on a phone the link says where to type the code, and the code opens the door where it was asked", async ({
  page,
  served,
  browser,
}) => {
  const person = aStranger();
  await aBooking(page, person);
  const { link, code } = await askToSignIn(page, served, person.email);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link);
  await expect(heading(elsewhere)).toHaveText("Type the code where you asked");
  await elsewhere.context().close();

  const field = page.getByLabel("Or type the code from the email");
  await field.fill("12");
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page.getByRole("alert")).toContainText("That code doesn’t fit");
  await field.fill(code);
  await page.getByLabel("This is my own device").check();
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page).toHaveURL(/\/client$/);
});

test("an address nobody has is answered as any other, and no letter comes", async ({ page, served }) => {
  const { email } = aStranger();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(heading(page)).toHaveText("Look in your inbox");
  // A letter to somebody we know, asked for later, is there: this one would be too.
  const known = aStranger();
  await aBooking(page, known);
  await served.letters(known.email);
  expect(await served.inbox(email)).toEqual([]);
});
