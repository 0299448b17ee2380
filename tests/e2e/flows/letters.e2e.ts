import { expect, test } from "../../support/browser.ts";
import { aBooking, aStranger, heading, maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.setTimeout(120_000);
test.use({ actionTimeout: 10_000 });

test("a therapist opens a letter in her own words, reads it, tests it, and a stranger gets it", async ({
  page,
  browser,
  served,
}) => {
  const desk = await anotherPage(browser, served, "10.254.7.1");
  const opening = `Lovely that you are coming, <b>truly</b> (${Date.now()}).`;
  await signInToWork(desk, served, maren.email);

  await test.step("she finds the letter among all of them", async () => {
    await desk.goto("/practice/settings");
    await desk.getByRole("link", { name: "Letters", exact: true }).click();
    await desk.getByRole("link", { name: "You’re booked" }).click();
    await expect(heading(desk)).toHaveText("You’re booked");
  });

  await test.step("keeps an opening, and sees it with its looks and plain, but not where somebody asked for discretion", async () => {
    await desk.getByLabel("Your opening").fill(opening);
    await desk.getByRole("button", { name: "Keep and show it" }).click();
    await expect(desk.getByText("This letter opens with it from now on.")).toBeVisible();
    await expect(desk.getByLabel("The letter as plain text")).toContainText(opening);
    await expect(desk.frameLocator("iframe").getByText(opening)).toBeVisible();
    await desk.getByRole("link", { name: "Discreet", exact: true }).click();
    await expect(desk.getByLabel("The letter as plain text")).not.toContainText(opening);
    await desk.getByRole("link", { name: "Ordinary", exact: true }).click();
  });

  await test.step("sends herself a test", async () => {
    await desk.getByRole("button", { name: "Send me a test" }).click();
    await expect(desk.getByText("A test is on its way to your own address.")).toBeVisible();
    const tests = async () =>
      (await served.inbox(maren.email)).filter(({ subject }) => subject.startsWith("Test: "));
    await expect.poll(async () => (await tests()).at(-1)?.text ?? "", { timeout: 20_000 }).toContain(opening);
  });

  const sam = aStranger();
  await test.step("a stranger books, and reads it", async () => {
    await aBooking(page, sam, 3);
    const [letter] = await served.letters(sam.email);
    expect(letter!.text).toContain(opening);
    expect(letter!.html).not.toContain("<b>truly</b>");
  });

  await test.step("and she takes our words again", async () => {
    await desk.goto("/practice/settings/letters/client_confirmed");
    await desk.getByRole("button", { name: "Open with our words again" }).click();
    await expect(desk.getByText("This letter opens with our words again.")).toBeVisible();
  });
  await desk.context().close();
});

test("a letter that comes back is a loose end until somebody writes again", async ({
  page,
  browser,
  served,
}) => {
  const gone = { ...aStranger(), email: `bounce+${Date.now()}@demo.test` };
  await aBooking(page, gone, 4);
  const desk = await anotherPage(browser, served, "10.254.7.2");
  await signInToWork(desk, served, maren.email);
  const loose = desk.getByRole("link", { name: /A letter came back|addresses get no letters/ });
  await expect(async () => {
    await desk.goto("/practice/today");
    await expect(loose).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await loose.click();
  await expect(desk.getByRole("heading", { name: gone.email })).toBeVisible();
  await desk
    .getByRole("listitem")
    .filter({ has: desk.getByRole("heading", { name: gone.email }) })
    .getByRole("button", { name: "Write again" })
    .click();
  await expect(desk.getByText("Letters go there again from now on.")).toBeVisible();
  await expect(desk.getByRole("heading", { name: gone.email })).toHaveCount(0);
  await expect(desk.getByText("Came back").first()).toBeVisible();
  await desk.context().close();
});
