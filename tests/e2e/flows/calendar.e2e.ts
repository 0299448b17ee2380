import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { aStranger, book, chooseTime, fillIn, heading, maren, times } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const account = "maren.holt@gmail.example";

test("her own calendar closes openings and holds her sessions, and what she drags there is asked about here", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  const work = await anotherPage(browser, served, "10.250.12.1");
  const phone = await (await browser.newContext({ baseURL: served.sandboxUrl })).newPage();
  await signInToWork(work, served, maren.email);

  await test.step("she connects it: asked for two things, and nothing by a link alone", async () => {
    await work.goto("/practice/settings");
    await work.getByRole("main").getByRole("link", { name: "Google Calendar" }).click();
    await expectSound(work);
    await work.getByRole("button", { name: "Connect Google Calendar" }).click();
    await work.getByLabel(account).check();
    await expect(work.getByRole("checkbox")).toHaveCount(2);
    await work.getByRole("button", { name: "Allow" }).click();
    await expect(heading(work)).toHaveText("Google said yes");
    await expectSound(work);
    await work.getByRole("button", { name: "Finish connecting" }).click();
    await expect(work.getByText("Connected.").first()).toBeVisible();
    await work.getByLabel("Make a Meet link for each online session").check();
    await work.getByRole("button", { name: "Keep these" }).click();
    await expect(work.getByText("Kept.").first()).toBeVisible();
    await expect
      .poll(async () => {
        await work.reload();
        return work.getByText(/Last read/).count();
      })
      .toBe(1);
    await expectSound(work);
  });

  await test.step("what she adds on her phone closes an opening within seconds", async () => {
    await page.goto(maren.book);
    const taken = await times(page).nth(3).getAttribute("value");
    await addOnThePhone(phone, new Date(taken ?? ""));
    await expect
      .poll(async () => {
        await page.reload();
        return page.locator(`input[type=radio][value="${taken}"]`).count();
      })
      .toBe(0);
  });

  const sam = aStranger();
  let booked = new Date();
  await test.step("a booking appears there as Busy, with its Meet link", async () => {
    await page.goto(maren.book);
    booked = new Date((await times(page).nth(6).getAttribute("value")) ?? "");
    await chooseTime(page, 6);
    await fillIn(page, sam);
    await book(page);
    await expect.poll(async () => (await theEntry(served, booked))?.hangoutLink).toMatch(/^https:\/\/meet/);
    const entry = await theEntry(served, booked);
    expect(entry).toMatchObject({ summary: "Busy", visibility: "private" });
    expect(JSON.stringify(entry), "nothing of theirs leaves the house").not.toContain(sam.name);
  });

  await test.step("dragged to another time there, it is a question here, and they are told once she says so", async () => {
    const before = (await served.letters(sam.email)).length;
    await moveOnThePhone(phone, served, booked);
    await expect
      .poll(async () => {
        await work.goto("/practice/today");
        return work.getByText(/Google says/).count();
      })
      .toBe(1);
    await expectSound(work);
    expect(await served.inbox(sam.email)).toHaveLength(before);
    await work.getByRole("button", { name: /^Move it to/ }).click();
    await expect(work.getByText("Moved, as in your calendar.").first()).toBeVisible();
    await expect(work.getByText(/Google says/)).toHaveCount(0);
    const letters = await served.letters(sam.email, before + 1);
    expect(letters.at(-1)!.subject).toContain("Moved");
    expect(letters).toHaveLength(before + 1);
  });

  await test.step("and she parts from it: her sessions leave it, and nothing in it closes anything", async () => {
    await work.goto("/practice/settings/calendar");
    await work.getByRole("button", { name: "Disconnect" }).click();
    await expect(work.getByText("Disconnected.").first()).toBeVisible();
    await expect
      .poll(async () => {
        await work.goto("/practice/settings/calendar");
        return work.getByRole("button", { name: "Connect Google Calendar" }).count();
      })
      .toBe(1);
    expect(await entries(served)).toEqual([]);
  });
  await work.context().close();
  await phone.context().close();
});

type Entry = {
  id: string;
  status: string;
  summary?: string;
  visibility?: string;
  hangoutLink?: string;
  start: { dateTime?: string };
  extendedProperties?: { private?: { appointment?: string } };
};

/** What of ours stands in her calendar ahead. */
async function entries(served: Served): Promise<Entry[]> {
  const answer = await fetch(`${served.sandboxUrl}/control/google/events?account=${account}`);
  const { events }: { events: Entry[] } = await answer.json();
  return events.filter(
    ({ status, start, extendedProperties }) =>
      status !== "cancelled" &&
      extendedProperties?.private?.appointment !== undefined &&
      new Date(start.dateTime ?? "") > new Date(),
  );
}

async function theEntry(served: Served, startsAt: Date): Promise<Entry | undefined> {
  const found = await entries(served);
  return found.find(({ start }) => new Date(start.dateTime ?? "").getTime() === startsAt.getTime());
}

/** Day and time of an instant by her clock. */
function byHerClock(instant: Date): { day: string; time: string } {
  const text = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone: "Europe/Lisbon", dateStyle: "short", timeStyle: "short" },
  }).format(instant);
  const [day = "", time = ""] = text.split(" ");
  return { day, time };
}

async function addOnThePhone(phone: Page, startsAt: Date): Promise<void> {
  await phone.goto(`/google/calendar?account=${account}`);
  const from = byHerClock(startsAt);
  const until = byHerClock(new Date(startsAt.getTime() + 20 * 60_000));
  await phone.getByLabel("What").fill("Vet");
  await phone.getByLabel("Day", { exact: true }).fill(from.day);
  await phone.getByLabel("From").fill(from.time);
  await phone.getByLabel("Until").fill(until.time);
  await phone.getByRole("button", { name: "Add to the calendar" }).click();
  await expect(phone.getByRole("status")).toContainText("It is in the calendar.");
}

async function moveOnThePhone(phone: Page, served: Served, startsAt: Date): Promise<void> {
  const entry = await theEntry(served, startsAt);
  const where = new URLSearchParams({ account, calendar: account, id: entry?.id ?? "" });
  await phone.goto(`/google/calendar/event?${where}`);
  // Early the next morning, when nobody of the demo has a session.
  const { day } = byHerClock(new Date(startsAt.getTime() + 86_400_000));
  await phone.getByLabel("Day", { exact: true }).fill(day);
  await phone.getByLabel("From").fill("05:00");
  await phone.getByLabel("Until").fill("05:20");
  await phone.getByRole("button", { name: "Save" }).click();
  await expect(phone.getByRole("status")).toContainText("It is saved.");
}
