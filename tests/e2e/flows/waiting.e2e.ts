import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { aStranger, heading, maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.setTimeout(120_000);

/** A zone in which it is about noon, for nobody is written to at night. */
function zoneAtNoon(): string {
  const hourIn = (timeZone: string) =>
    Number(new Date().toLocaleString("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }));
  const zone = Intl.supportedValuesOf("timeZone").find((name) => name.includes("/") && hourIn(name) === 12);
  if (!zone) throw new Error("It is noon nowhere");
  return zone;
}

async function letter(served: Served, email: string, subject: string) {
  await expect
    .poll(async () => (await served.inbox(email)).filter((one) => one.subject === subject).length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
  return (await served.inbox(email)).find((one) => one.subject === subject)!.text;
}

const linkTo = (text: string, end: string) =>
  new RegExp(`https?://\\S+/waitlist/[\\w-]{43}${end}(?=\\s|$)`).exec(text)![0];

test("somebody waits, is offered a time by hand, says no, is offered another and takes it", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const sam = aStranger();
  await page.goto(`${maren.book}/waiting`);
  await expectSound(page);
  await page.getByRole("button", { name: "Tell me when a time opens" }).click();
  await expect(page.getByText("There is a problem").or(page.getByRole("alert")).first()).toBeVisible();
  await page.getByLabel("Name").fill(sam.name);
  await page.getByLabel("Email").fill(sam.email);
  await page.getByLabel("I am 18 or over").check();
  await page.getByLabel("Your time zone").selectOption(zoneAtNoon());
  await page.getByRole("button", { name: "Tell me when a time opens" }).click();
  await expect(page.getByText("Times like these are open now").first()).toBeVisible();
  await page.getByLabel("Sunday").check();
  await page.getByLabel("Mornings").check();
  await page.getByRole("button", { name: "Tell me when a time opens" }).click();
  await expect(heading(page)).toHaveText("Look in your email");

  const place = linkTo(await letter(served, sam.email, "You’re on the list"), "");
  await page.goto(place);
  await expect(heading(page)).toHaveText("You’re on the list");
  await expectSound(page);

  const work = await anotherPage(browser, served, "10.250.4.1");
  await signInToWork(work, served, maren.email);
  const offer = async (nth: number) => {
    await work.goto("/practice/waiting");
    await work.getByRole("link", { name: sam.name }).click();
    await work.getByRole("link", { name: "Offer a time" }).click();
    await work.getByRole("radio").nth(nth).check({ force: true });
    await work.getByRole("button", { name: "Offer this time" }).click();
    await expect(work.getByText("It is kept for them").first()).toBeVisible();
  };
  await offer(8);
  await expectSound(work);
  const first = await letter(served, sam.email, "A time has opened for you");
  await page.goto(linkTo(first, "/offers/[\\w-]+/passing"));
  await expectSound(page);
  await page.getByRole("button", { name: "Not this one" }).click();
  await expect(page.getByText("you keep your place").first()).toBeVisible();
  await page.goto(linkTo(first, "/offers/[\\w-]+/taking"));
  await expect(heading(page)).toHaveText("You said no to this one");

  await offer(9);
  await page.goto(place);
  await expect(heading(page)).toHaveText("A time is kept for you");
  await page.getByRole("link", { name: "Take it" }).click();
  await expect(page.getByRole("button", { name: "Take it" })).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(page.getByText("It’s yours.")).toBeVisible();
  await expect(heading(page)).toHaveText("Your booking");
  await page.goto(place);
  await expect(heading(page)).toHaveText("You have your time");
  await work.context().close();
});

test("from a booking somebody asks for an earlier time, changes what suits, and leaves the list", async ({
  page,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const sam = aStranger();
  await page.goto(maren.book);
  // The first there is, so that none before it is open, whatever day it is.
  await page.getByRole("radio").first().check({ force: true });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name").fill(sam.name);
  await page.getByLabel("Email").fill(sam.email);
  await page.getByLabel("I am 18 or over").check();
  await page.getByRole("button", { name: "Book this call" }).click();
  await expect(heading(page)).toHaveText("You’re booked");
  const [confirmed] = await served.letters(sam.email);
  await page.goto(/https?:\/\/\S+\/book\/manage\/[\w.-]+/.exec(confirmed!.text)![0]);
  await page.getByRole("link", { name: "Tell me if an earlier time opens" }).click();
  await page.getByLabel("Sunday").check();
  await page.getByLabel("Mornings").check();
  await expectSound(page);
  await page.getByRole("button", { name: "Tell me when one opens" }).click();
  await expect(heading(page)).toHaveText("You’re on the list");
  await expect(page.getByText("Sunday, mornings")).toBeVisible();
  await page.getByRole("link", { name: "Change what suits you" }).click();
  await page.getByLabel("Afternoons").check();
  await expectSound(page);
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(page.getByText("Sunday, mornings and afternoons")).toBeVisible();
  await page.getByRole("link", { name: "Leave the list" }).click();
  await page.getByRole("button", { name: "Leave the list" }).click();
  await expect(heading(page)).toHaveText("You’re off the list");
});
