import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const owner = { name: "Ruth Adler", email: "owner@harbour.test" };
const tyler = { name: "Tyler Reed", email: "c10@harbour.test" };
const chi = "chi@harbour.test";
const reason = "Chi’s phone is off, and Tyler’s sister rang: I have to know whether there is a plan.";

test("an owner breaks the glass with a reason, reads for an hour what is written down, and everybody it concerns sees it", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInToWork(page, served, owner.email);
  await page.goto("/practice/clients");
  await page.getByRole("main").getByRole("link", { name: tyler.name }).click();
  await expect(heading(page)).toHaveText(tyler.name);
  const record = page.url();
  const notes = page.getByRole("main").getByRole("link", { name: "Progress note" });

  await test.step("their words are shut to whoever isn’t their therapist, and the door says what it does", async () => {
    await expect(notes).toHaveCount(0);
    await page.getByRole("link", { name: "Break the glass" }).click();
    await expect(heading(page)).toHaveText("Break the glass");
    await expect(page.getByText("Never. When it is, it stands here for good.")).toBeVisible();
    await expectSound(page);
  });

  await test.step("too few words are none, and stay as they were typed", async () => {
    await page.getByLabel("Why it has to be now, and you").fill("Urgent.");
    await page.getByRole("button", { name: "Open it for an hour" }).click();
    await expect(page.getByRole("alert")).toContainText("A few more words, please");
    await expect(page.getByLabel("Why it has to be now, and you")).toHaveValue("Urgent.");
    await expectSound(page);
  });

  await test.step("opened, every page says so, and the record can be read", async () => {
    await page.getByLabel("Why it has to be now, and you").fill(reason);
    await page.getByRole("button", { name: "Open it for an hour" }).click();
    await expect(page.getByText("Their words are open to you for an hour.")).toBeVisible();
    await expectSound(page);
    await notes.first().click();
    await expect(heading(page)).toContainText("Progress note");
    await expect(page.getByText("What you read is written down.")).toBeVisible();
    await expectSound(page);
    await page.goto("/practice/today");
    await expect(page.getByText("What you read is written down.")).toBeVisible();
    await expectSound(page);
  });

  const desk = await anotherPage(browser, served, "10.249.3.1");
  await test.step("the therapist has a letter that names nobody, and reads why in the house", async () => {
    const letter = await served.letterSaying(chi, /A private record of yours was opened/);
    expect(letter.text).toContain(owner.name);
    expect(letter.text).not.toContain(tyler.name);
    expect(letter.text).not.toContain("sister");
    await signInToWork(desk, served, chi);
    await desk.goto(/https?:\/\/\S+\/break-glass/.exec(letter.text)![0]);
    await expect(desk.getByText("Open now")).toBeVisible();
    await desk.getByRole("link", { name: "Read why" }).click();
    await expect(desk.getByText(reason)).toBeVisible();
    await expectSound(desk);
    await desk.context().close();
  });

  await test.step("shut, it is shut", async () => {
    await page.getByRole("button", { name: "Shut it now" }).click();
    await expect(page.getByText("Shut again.")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`^${record}`));
    await expect(notes).toHaveCount(0);
  });

  await test.step("the client sees that it was, by whom, and never why", async () => {
    const client = await anotherPage(browser, served, "10.249.3.2");
    await signInByMail(client, served, tyler.email);
    await client.goto("/client/account/record-access");
    await expect(client.getByRole("heading", { name: owner.name }).first()).toBeVisible();
    await expect(client.getByText(/for an hour, without being your therapist/)).toBeVisible();
    await expect(client.getByText(/a note about your care/).first(), "and what was read").toBeVisible();
    await expect(client.getByRole("main")).not.toContainText("sister");
    await expectSound(client);
    await client.context().close();
  });
});
