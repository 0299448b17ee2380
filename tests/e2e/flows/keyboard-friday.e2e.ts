import { expect, test } from "../../support/browser.ts";
import { tabTo } from "../keys.ts";
import { heading, maren } from "../steps.ts";
import { signInToWork } from "../work.ts";

test.use({ viewport: { width: 1360, height: 900 } });
test.setTimeout(120_000);

test("a therapist’s Friday by keyboard alone: a message answered, a form read, a note signed", async ({
  page,
  served,
  hasScript,
}) => {
  await signInToWork(page, served, maren.email);
  const press = (name: string | RegExp, key = "Enter") =>
    tabTo(page, name).then(() => page.keyboard.press(key));
  // The flow is walked twice in one house.
  const mark = hasScript ? "with script" : "without";

  await test.step("writes a few words from the inbox", async () => {
    await press(/^Messages/);
    await expect(heading(page)).toHaveText("Messages");
    await press("Priya Raman");
    await expect(heading(page)).toHaveText("Priya Raman");
    await tabTo(page, /^Write to Priya Raman/);
    await page.keyboard.type(`A dull book it is (${mark}).`);
    await press("Send");
    await expect(
      page.getByRole("list", { name: "Messages" }).getByText(`A dull book it is (${mark}).`),
    ).toBeVisible();
  });

  await test.step("reads what was answered", async () => {
    // Where a message was sent one stands at its end: the ways to other pages lie behind.
    await tabTo(page, "Forms", "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText("Forms");
    await press(/^PHQ-9: Priya Raman/);
    await expect(heading(page)).toHaveText("PHQ-9");
    await expect(page.getByText("of 27").first()).toBeVisible();
  });

  await test.step("writes a note, reads it through, and signs", async () => {
    await press("Notes");
    await expect(heading(page)).toHaveText("Notes");
    await press("Write a note");
    await expect(heading(page)).toHaveText("A new note");
    await tabTo(page, /^About/);
    await page.keyboard.type("Priya");
    await press("Begin");
    await expect(heading(page)).toHaveText("Progress note");
    await tabTo(page, /^Subjective/);
    await page.keyboard.type(`Three evenings without the phone (${mark}).`);
    await press("Read through and sign");
    await expect(heading(page)).toHaveText("Read it through");
    await press("Sign and lock");
    await expect(
      page.getByRole("main").getByText(`Three evenings without the phone (${mark}).`),
    ).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });
});
