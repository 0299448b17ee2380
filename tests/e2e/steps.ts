import { randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import ical from "node-ical";
import type { Message } from "#sandbox/inbox.ts";

export type Person = { name: string; email: string };

export const maren = { email: "maren@demo.test", book: "/book/maren" };

/** Somebody who has never been here. */
export function aStranger(): Person {
  const mark = randomBytes(4).toString("hex");
  return { name: `Sam ${mark}`, email: `sam-${mark}@example.test` };
}

/** What Playwright calls a phone: small, and touched. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export function times(page: Page): Locator {
  return page.getByRole("radio");
}

/** Choose the n-th open time (from 0) and go on. Gives the time as the details page says it. */
export async function chooseTime(page: Page, nth = 0): Promise<string> {
  await times(page).nth(nth).check({ force: true });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Step 2 of 2")).toBeVisible();
  return page.locator("main time").innerText();
}

export async function fillIn(page: Page, { name, email }: Person): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("I am 18 or over").check();
}

export async function book(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Book this call" }).click();
}

/** A booking made from the first page to the last; gives its time in words. */
export async function aBooking(page: Page, person: Person, nth = 0): Promise<string> {
  await page.goto(maren.book);
  const time = await chooseTime(page, nth);
  await fillIn(page, person);
  await book(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You’re booked");
  return time;
}

/** The address of the private link in a letter's written text. */
export function linkIn(letter: Message): string {
  const link = /https?:\/\/\S+\/book\/manage\/[\w.-]+/.exec(letter.text);
  if (!link) throw new Error(`No private link in:\n${letter.text}`);
  return link[0];
}

/** The one appointment of a letter's calendar file, as a calendar program understands it. */
export function entryIn(letter: Message): CalendarEntry {
  const file = letter.attachments.find(({ contentType }) => contentType.startsWith("text/calendar"));
  if (!file) throw new Error(`No calendar file with "${letter.subject}"`);
  return entryOf(Buffer.from(file.content, "base64").toString("utf8"));
}

type CalendarEntry = { uid: string; sequence: number; start: Date; status: string };

export function entryOf(text: string): CalendarEntry {
  const event = Object.values(ical.sync.parseICS(text)).find((part) => part?.type === "VEVENT");
  if (event?.type !== "VEVENT") throw new Error(`No event in:\n${text}`);
  return {
    uid: event.uid,
    sequence: Number(event.sequence),
    start: new Date(event.start),
    status: String(event.status),
  };
}

/** Every text of the page a person would read, without what only screen readers are told. */
export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}
