import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren, phone } from "../steps.ts";
import { anotherPage, letItBeQuiet, signInToWork } from "../work.ts";

test.use({ ...phone, actionTimeout: 10_000 });
test.setTimeout(180_000);

const priya = { name: "Priya Raman", email: "priya@demo.test" };
const main = (page: Page) => page.getByRole("main");

test("between two sessions: a few words each way, a form signed, a minute of the sea, and a note of what was said", async ({
  page: client,
  browser,
  served,
  hasScript,
}) => {
  const expectSound = soundness(hasScript);
  // The flow is walked twice in one house.
  const [asks, answers] = [
    `Two good nights. Is that allowed? (${hasScript})`,
    `It is. Bring them along. (${hasScript})`,
  ];
  const therapist = await anotherPage(browser, served, "10.254.9.1");
  await signInByMail(client, served, priya.email);
  await signInToWork(therapist, served, maren.email);

  await test.step("she writes, and reads beside the box who answers at once", async () => {
    await client.goto("/client/messages");
    await expect(heading(client)).toHaveText("You and Maren");
    await expect(main(client).getByRole("link", { name: "112" }).first()).toBeVisible();
    await client.getByLabel("Write to Maren").fill(asks);
    await client.getByRole("button", { name: "Send" }).click();
    await expect(words(client, asks)).toBeVisible();
    await expectSound(client);
  });

  await test.step("she answers from her inbox; the letter says only that a message waits", async () => {
    await therapist.goto("/practice/messages");
    await expect(main(therapist).getByRole("listitem").filter({ hasText: priya.name })).toContainText(
      "1 new",
    );
    await through(therapist, main(therapist).getByRole("link", { name: priya.name }));
    await therapist.getByLabel(`Write to ${priya.name}`).fill(answers);
    await therapist.getByRole("button", { name: "Send" }).click();
    await expect(words(therapist, answers)).toBeVisible();
    await expectSound(therapist);
    // With script it comes to the open page by itself and no letter has to go; without, both come when asked for.
    if (!hasScript) {
      await letItBeQuiet(served);
      await letterSaying(served, "A message waits for you", ["good nights", "Bring them"]);
      await client.reload();
    }
    await expect(words(client, answers)).toBeVisible();
  });

  await test.step("a form is asked for, answered page by page, signed by name, and read with its score", async () => {
    await askForAnxiety(therapist);
    await letterSaying(served, "form waits", ["GAD", "anxiety"]);
    await client.goto("/client/forms");
    await through(client, main(client).getByRole("link", { name: /GAD-7/ }).first());
    for (const question of await client.getByRole("group").all())
      await question.getByLabel("Several days").check({ force: true });
    await expectSound(client);
    await client.getByRole("button", { name: "Save and go on" }).click();
    await expect(heading(client)).toHaveText("Look it over, and sign");
    await client.getByLabel("Your name").fill(priya.name);
    await client.getByRole("button", { name: "Sign and send" }).click();
    await expect(client.getByText("Signed and sent. Thank you.")).toBeVisible();
    await expectSound(client);
    await therapist.goto("/practice/intakes");
    await through(
      therapist,
      main(therapist)
        .getByRole("link", { name: /Priya Raman/ })
        .first(),
    );
    await expect(therapist.getByText("7 of 21, mild (5 to 9)")).toBeVisible();
    await expectSound(therapist);
  });

  await test.step("what was given to her is heard, and its place is kept", async () => {
    await client.goto("/client/for-you");
    await through(client, main(client).getByRole("link", { name: "A minute by the sea" }));
    await expect(client.locator("audio")).toBeVisible();
    const sound = await client.request.get((await client.locator("audio").getAttribute("src"))!, {
      headers: { Range: "bytes=0-99" },
    });
    expect(sound.status()).toBe(206);
    await expectSound(client);
  });

  await test.step("a note is written, saved as a draft, read through, signed, and stays", async () => {
    await therapist.goto("/practice/notes/new");
    await therapist.getByLabel("About").selectOption(priya.name);
    await therapist.getByRole("button", { name: "Begin" }).click();
    await expect(heading(therapist)).toHaveText("Progress note");
    await therapist.getByRole("textbox").first().fill("Slept two nights through, and dared to say so.");
    await therapist.getByRole("button", { name: "Save draft" }).click();
    await expect(therapist.getByRole("textbox").first()).toHaveValue(/dared to say so/);
    await expectSound(therapist);
    await therapist.getByRole("button", { name: "Read through and sign" }).click();
    await expect(heading(therapist)).toHaveText("Read it through");
    await expectSound(therapist);
    await therapist.getByRole("button", { name: "Sign and lock" }).click();
    await expect(main(therapist).getByText("Slept two nights through, and dared to say so.")).toBeVisible();
    await expect(therapist.getByRole("textbox")).toHaveCount(0);
    await expectSound(therapist);
  });

  await test.step("she sees who has opened her record, and that the note was not among what she may not know", async () => {
    await client.goto("/client/account/record-access");
    await expect(main(client).getByRole("heading", { name: "Maren Holt" }).first()).toBeVisible();
    await expect(
      main(client)
        .getByText(/a form/i)
        .first(),
    ).toBeVisible();
    await expectSound(client);
  });
  await therapist.context().close();
});

const words = (page: Page, text: string): Locator =>
  page.getByRole("list", { name: "Messages" }).getByText(text);

/** Follow a link, and be somewhere else. */
async function through(page: Page, link: Locator): Promise<void> {
  const before = page.url();
  await link.click();
  await expect(page).not.toHaveURL(before);
}

async function askForAnxiety(page: Page): Promise<void> {
  await page.goto("/practice/clients?q=Priya");
  await through(page, main(page).getByRole("link", { name: priya.name }));
  await page.goto(`${new URL(page.url()).pathname}/forms/new`);
  await page.getByLabel(/GAD-7/).check({ force: true });
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page).toHaveURL(/\/practice\/intakes/);
}

/** A letter to her says that something waits, and none of these words. */
async function letterSaying(served: Served, waits: string, unsaid: string[]): Promise<void> {
  const saying = async () => (await served.inbox(priya.email)).filter(({ text }) => text.includes(waits));
  await expect.poll(async () => (await saying()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  for (const { subject, text } of await saying())
    for (const word of unsaid) expect(`${subject}\n${text}`.toLowerCase()).not.toContain(word.toLowerCase());
}
