import { randomBytes } from "node:crypto";
import { expect, test } from "../../support/browser.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

test("a client asks to be erased, the practice keeps them for now and then erases, and one last letter says so", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const mark = randomBytes(3).toString("hex");
  const person = { name: `Gone ${mark}`, email: `gone-${mark}@demo.test` };
  const client = await anotherPage(browser, served, "10.251.8.9");
  await signInToWork(page, served, maren.email);

  await test.step("they are a client of hers", async () => {
    await page.goto("/practice/clients/new");
    await page.getByLabel("Name", { exact: true }).fill(person.name);
    await page
      .getByLabel(/^Email/)
      .first()
      .fill(person.email);
    await page.getByLabel("They start with a call").check();
    await page.getByRole("button", { name: "Add client" }).click();
    await expect(heading(page)).toHaveText(person.name);
    await signInByMail(client, served, person.email);
  });

  await test.step("on their account page they read what goes and what stays, and ask", async () => {
    await client.goto("/client/account");
    await expectSound(client);
    await client.getByRole("link", { name: "Ask to be erased" }).click();
    await expect(heading(client)).toHaveText("Ask to be erased");
    await expectSound(client);
    await client.getByRole("button", { name: "Ask to be erased" }).click();
    await expect(client.getByText("Asked. A person of the practice reads it and answers.")).toBeVisible();
    await expect(client.getByText("It waits for the practice’s answer.")).toBeVisible();
    await expectSound(client);
  });

  await test.step("it waits on Today, and she answers that she keeps it for now", async () => {
    await page.goto("/practice/today");
    await page.getByRole("link", { name: "1 request to be erased" }).click();
    await expect(heading(page)).toHaveText(`Erase ${person.name}?`);
    await expectSound(page);
    await page.getByRole("button", { name: "Keep it for now" }).click();
    await expect(page.getByText("Answered. They read until when it is kept.")).toBeVisible();
    await expect(page.getByText("Kept for now")).toBeVisible();
    await expectSound(page);
    await page.goto("/practice/today");
    await expect(page.getByRole("link", { name: "request to be erased" })).toHaveCount(0);
    await client.reload();
    await expect(client.getByRole("main")).toContainText("The practice has read it");
  });

  await test.step("a number of years that is none is refused, and stays as it was typed", async () => {
    await page.goto("/office/erasures");
    await page.getByLabel("Years").fill("fifty");
    await page.getByRole("button", { name: "Save the years" }).click();
    await expect(page.getByRole("alert")).toContainText("A whole number from 1 to 50.");
    await expect(page.getByLabel("Years")).toHaveValue("fifty");
    await expectSound(page);
  });

  await test.step("erased by the name as it stands", async () => {
    await page.goto("/office/erasures");
    await page.getByRole("link", { name: person.name }).click();
    await page.getByLabel(`Type the name: ${person.name}`).fill("Somebody else");
    await page.getByRole("button", { name: "Erase for good" }).click();
    await expect(page.getByRole("alert")).toContainText("That is not the name as it stands above.");
    await expectSound(page);
    await page.getByLabel(`Type the name: ${person.name}`).fill(person.name);
    await page.getByRole("button", { name: "Erase for good" }).click();
    await expect(page.getByText("Erased. Their key is destroyed")).toBeVisible();
    await expectSound(page);
  });

  await test.step("one last letter, and nobody signs in there any more", async () => {
    const last = async () => (await served.inbox(person.email)).at(-1)?.text ?? "";
    await expect.poll(last, { timeout: 20_000 }).toContain("What was kept about you here is erased.");
    await expect
      .poll(
        async () => {
          await page.goto("/office/erasures");
          return page.getByText(person.name).count();
        },
        { timeout: 20_000 },
      )
      .toBe(0);
    await client.goto("/client");
    await expect(client).toHaveURL(/\/sign-in/);
  });
  await client.context().close();
});
