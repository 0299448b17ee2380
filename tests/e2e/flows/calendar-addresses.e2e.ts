import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { heading, maren, times } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

/** A calendar on somebody's server with one event in it. */
async function aFile({ sandboxUrl }: Served, startsAt: string): Promise<string> {
  const stamp = new Date(startsAt).toISOString().replace(/[-:]|\.000/g, "");
  const event = [
    "BEGIN:VEVENT",
    "UID:dentist@elsewhere.test",
    `DTSTART:${stamp}`,
    "DURATION:PT20M",
    "END:VEVENT",
  ];
  const text = ["BEGIN:VCALENDAR", ...event, "END:VCALENDAR", ""].join("\r\n");
  const answer = await fetch(`${sandboxUrl}/control/ical/dentist`, {
    method: "PUT",
    body: JSON.stringify({ text }),
  });
  return ((await answer.json()) as { address: string }).address;
}

async function add(work: Page, address: string): Promise<void> {
  await work.getByLabel("Address", { exact: true }).fill(address);
  await work.getByLabel("Name", { exact: true }).fill("Dentist");
  await work.getByRole("button", { name: "Add the calendar" }).click();
}

test("without Google: her plans elsewhere close openings, and any calendar program reads her appointments", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const work = await anotherPage(browser, served, "10.250.13.1");
  await signInToWork(work, served, maren.email);
  await page.goto(maren.book);
  const taken = (await times(page).nth(5).getAttribute("value")) ?? "";
  const isOpen = async () => {
    await page.goto(maren.book);
    return page.locator(`input[value="${taken}"]`).count();
  };

  await test.step("an address that leads to a page is refused in words", async () => {
    await work.goto("/practice/settings");
    await work.getByRole("main").getByRole("link", { name: "Calendar addresses" }).click();
    await expect(heading(work)).toHaveText("Calendar addresses");
    await expectSound(work);
    await add(work, `${served.sandboxUrl}/`);
    await expect(work.getByText("leads to a page, not to a calendar").first()).toBeVisible();
    await expect(work.getByLabel("Name", { exact: true })).toHaveValue("Dentist");
    await expectSound(work);
  });

  await test.step("a calendar closes the opening, and gives it back when it is removed", async () => {
    expect(await isOpen()).toBe(1);
    await add(work, await aFile(served, taken));
    await expect(work.getByText("Added and read.")).toBeVisible();
    expect(await isOpen()).toBe(0);
    await expectSound(work);
    await work.getByRole("button", { name: "Remove Dentist" }).click();
    await expect(work.getByText("Removed. Nothing of it")).toBeVisible();
    expect(await isOpen()).toBe(1);
  });

  await test.step("a private address says when she is busy, until it is made anew", async () => {
    const address = async () => work.getByLabel("Your private address").inputValue();
    await work.getByRole("button", { name: "Make a private address" }).click();
    const first = await address();
    const file = await (await fetch(first)).text();
    expect(file).toContain("SUMMARY:Busy");
    expect(file).not.toMatch(/priya|jonah|lena/i);
    await work.goto("/practice/settings/calendar-addresses");
    await expectSound(work);
    await work.getByRole("button", { name: "Make another address" }).click();
    expect((await fetch(first)).status).toBe(404);
    const second = await address();
    expect((await fetch(second)).status).toBe(200);
    await work.getByRole("button", { name: "End it" }).click();
    await expect(work.getByText("Ended. Whoever reads")).toBeVisible();
    expect((await fetch(second)).status).toBe(404);
  });
  await work.context().close();
});
