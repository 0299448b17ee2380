import { expect, type Page } from "@playwright/test";
import type { Served } from "../support/served.ts";

/** Sign in as anybody does: ask, read the letter, open its link, press the button. Ends where they are led. */
export async function signInByMail(page: Page, served: Served, email: string): Promise<void> {
  const { link } = await askToSignIn(page, served, email);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/link\//);
}

/** Ask for a sign-in letter and read it; gives its link and its code. */
export async function askToSignIn(
  page: Page,
  served: Served,
  email: string,
): Promise<{ link: string; code: string }> {
  const letters = async () => (await served.inbox(email)).filter(({ text }) => text.includes("/link/"));
  const before = (await letters()).length;
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("If that address is on our list, a link is on its way.")).toBeVisible();
  await expect.poll(async () => (await letters()).length, { timeout: 20_000 }).toBeGreaterThan(before);
  const { text = "" } = (await letters()).at(-1) ?? {};
  const [link] = /https?:\/\/\S+\/link\/[\w-]{43}/.exec(text) ?? [];
  const [code] = /\b\d{3} \d{3}\b/.exec(text) ?? [];
  if (!link || !code) throw new Error(`No link and code in:\n${text}`);
  return { link, code };
}
