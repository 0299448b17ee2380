import { expect, test } from "../../support/browser.ts";
import { demoCode } from "../../support/demo-code.ts";
import { tabTo } from "../keys.ts";
import { askToSignIn } from "../sign-in.ts";
import { aBooking, aStranger, heading, maren } from "../steps.ts";
import { anotherPage, forgetCodes, letItPass } from "../work.ts";

test.use({ viewport: { width: 1360, height: 900 } });
test.setTimeout(120_000);

test("a therapist’s morning by keyboard alone, always seeing where she is", async ({
  page,
  browser,
  served,
}) => {
  const [caller, later] = [aStranger(), aStranger()];
  const visitor = await anotherPage(browser, served, "10.254.3.1");
  await aBooking(visitor, caller, 10);
  await aBooking(visitor, later, 15);
  await visitor.context().close();
  await served.letters(caller.email);
  await letItPass(served, caller.email);
  await forgetCodes(served);
  const press = (name: string | RegExp, key = "Enter") =>
    tabTo(page, name).then(() => page.keyboard.press(key));

  await test.step("signs in by link and code", async () => {
    const { link } = await askToSignIn(page, served, maren.email);
    await page.goto(link);
    await tabTo(page, "Sign in"); // The way at the top; the button comes after it.
    await press("Sign in");
    await expect(page).toHaveURL(/second-factor/);
    await tabTo(page, /^Code from your authenticator app/);
    await page.keyboard.type(demoCode());
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/practice\/today/);
  });

  await test.step("says who came, and begins with them", async () => {
    await press(`They came (${caller.name})`);
    await expect(page.getByText("Noted. They came.")).toBeVisible();
    await press(`Decide (${caller.name})`);
    await expect(heading(page)).toHaveText("Begin together");
    await press("Begin together");
    await expect(heading(page)).toHaveText(caller.name);
    await expect(page.getByText("Begun together").first()).toBeVisible();
  });

  await test.step("finds somebody in the list, and moves them knowingly", async () => {
    await press("Clients");
    await expect(heading(page)).toHaveText("Clients");
    await tabTo(page, /^Find somebody/);
    await page.keyboard.type(later.name);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/[?&]q=|find=|name=/);
    await press(later.name);
    await expect(heading(page)).toHaveText(later.name);
    await press(/^First call/);
    await expect(page).toHaveURL(/\/bookings\//);
    await press("Move");
    await expect(page).toHaveURL(/\/move$/);
    await tabTo(page, /^Time/);
    await page.keyboard.type("0540AM");
    await press("Move it");
    await expect(page.getByLabel("Move it anyway")).toBeVisible();
    await press(/^Move it anyway/, "Space");
    await press("Move it");
    await expect(page.getByText("Moved. A letter is on its way to them.")).toBeVisible();
    await served.letters(later.email, 2);
  });

  await test.step("goes through the weeks, and leaves", async () => {
    await press("Calendar");
    await expect(page).toHaveURL(/\/calendar/);
    await press("Next week");
    await expect(page).toHaveURL(/date=/);
    await press("Day");
    await expect(page).toHaveURL(/view=day/);
    await press("Sign out");
    await expect(page).toHaveURL(/\/(sign-in)?$/);
  });
});
