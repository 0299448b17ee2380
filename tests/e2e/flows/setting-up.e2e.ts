import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { codeAt } from "../../support/a-session.ts";
import { test } from "../../support/browser.ts";
import { freshDatabase } from "../../support/database.ts";
import { type Served, serveApp } from "../../support/served.ts";
import { aStranger, book, chooseTime, fillIn, heading } from "../steps.ts";

test.setTimeout(180_000);

/** The same house with nobody in it. */
async function anEmptyHouse() {
  const empty = await freshDatabase();
  const served = await serveApp({
    template: new URL(empty.url).pathname.slice(1),
  });
  return {
    served,
    close: async () => {
      await served.stop();
      await empty.close();
    },
  };
}

/** What the newest process printed. */
function printedBy({ children, url }: Served): string {
  const [found] = /http:\/\/localhost:\d+(\/setup\?code=\S+)/.exec(children.at(-1)!.lastLines()) ?? [];
  if (!found) throw new Error(`No address to set up at in:\n${children.at(-1)!.lastLines()}`);
  return url + new URL(found).pathname + new URL(found).search;
}

test("from an empty deployment to a stranger's booking, the browser closed after every step", async ({
  browser,
  javaScriptEnabled,
}) => {
  const { served, close } = await anEmptyHouse();
  const began = Date.now();
  let presses = 0;
  let context: BrowserContext | null = null;
  let page: Page;

  /** Close the browser and open it again: only what a browser keeps is left. */
  async function reopened(): Promise<Page> {
    const storageState = await context?.storageState();
    await context?.close();
    context = await aContext(browser, served, javaScriptEnabled, storageState);
    return context.newPage();
  }
  const press = async (name: string) => {
    presses += 1;
    await page.getByRole("button", { name }).click();
  };
  async function goOn(title: string): Promise<void> {
    await press("Save and go on");
    await expect(heading(page)).not.toHaveText(title);
    page = await reopened();
    await page.goto("/setup");
  }

  try {
    page = await reopened();
    expect((await page.goto("/"))!.status()).toBe(503);
    await expect(heading(page)).toHaveText("This practice isn’t open yet");
    await page.goto(printedBy(served));
    await press("Begin");

    await page.getByLabel("Name", { exact: true }).fill("Ana Reyes");
    await page.getByLabel("Email").fill("ana@selvage.test");
    await goOn("Who are you?");

    await expect(heading(page)).toHaveText("The practice");
    await page.getByLabel("Country").selectOption("PT");
    await page.getByLabel("Time zone").selectOption("Europe/Lisbon");
    await goOn("The practice");

    await page.getByLabel("Price in EUR").fill("85");
    await press("Back");
    await expect(page.getByLabel("Country")).toHaveValue("PT");
    await press("Save and go on");
    await expect(page.getByLabel("Price in EUR")).toHaveValue("85");
    await goOn("Your first two kinds of session");

    // Another start, another code: somebody else's browser goes on with the same answers, and this one is shut out.
    await served.another();
    const first = page;
    context = null;
    page = await reopened();
    await page.goto(printedBy(served));
    await press("Begin");
    await expect(heading(page)).toHaveText("When you work");
    await first.goto("/setup/hours");
    await expect(heading(first)).toHaveText("Set up your practice");
    await first.context().close();

    for (const day of ["Saturday", "Sunday"]) {
      await page.getByLabel(`${day}, first hours, from`).fill("09:00");
      await page.getByLabel(`${day}, first hours, to`).fill("18:00");
    }
    await press("See what clients see");
    await expect(page.getByText("Nobody else sees this")).toBeVisible();
    await page.getByRole("link", { name: "Times", exact: true }).click();
    await expect(page.getByRole("radio").first()).toBeAttached();
    await page.getByRole("link", { name: "Back to setting up" }).click();
    await goOn("When you work");
    await goOn("What is agreed");
    await page.getByLabel("What you are").fill("Therapist");
    await goOn("In your words");
    await goOn("Your face");

    await expect(heading(page)).toHaveText("Everything is there");
    await page.getByLabel("Invent six clients").check();
    await press("Open the practice");
    await expect(heading(page)).toHaveText("Set up your second step");
    const secret = (await page.locator(".copied").first().innerText()).replaceAll(/\s/g, "");
    await page.getByLabel("The code it shows now").fill(codeAt(new Date(), 0, secret));
    await press("Use this app");
    await expect(page).toHaveURL(/recovery-codes/);
    await page.goto("/practice/clients");
    await expect(page.getByRole("link", { name: "(invented)" })).toHaveCount(6);
    expect((await page.goto("/setup"))!.status()).toBe(404);
    const [letter] = await served.letters("ana@selvage.test");
    expect(letter!.subject).toBe("Your practice is open");

    const guest = await aContext(browser, served, javaScriptEnabled);
    const stranger = await guest.newPage();
    const person = aStranger();
    await stranger.goto("/");
    await stranger.getByRole("main").getByRole("link", { name: "Book a free first call" }).click();
    await chooseTime(stranger);
    await fillIn(stranger, person);
    await book(stranger);
    await expect(heading(stranger)).toHaveText("You’re booked");
    await served.letters(person.email);
    await guest.close();
    const seconds = Math.round((Date.now() - began) / 1000);
    console.info(
      `from nothing to a stranger's booking: ${presses} presses by the owner, ${seconds} s by machine`,
    );
    expect(presses).toBeLessThan(25);
    expect(seconds).toBeLessThan(600);
  } finally {
    await (context as BrowserContext | null)?.close();
    await close();
  }
});

type State = Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;

function aContext(browser: Browser, served: Served, hasScript: boolean | undefined, storageState?: State) {
  return browser.newContext({
    baseURL: served.url,
    timezoneId: "Europe/Lisbon",
    locale: "en-GB",
    ...(hasScript === undefined ? {} : { javaScriptEnabled: hasScript }),
    ...(storageState && { storageState }),
  });
}
