import pg from "pg";
import { expect, listen, test } from "../../support/browser.ts";
import { drop } from "../../support/database.ts";
import { serveApp } from "../../support/served.ts";
import { expectSound } from "../look.ts";
import { aStranger, book, chooseTime, fillIn, heading, maren } from "../steps.ts";

test("a form sent from elsewhere is refused, and nothing is booked", async ({ request, served, page }) => {
  await page.goto(maren.book);
  await chooseTime(page);
  const sam = aStranger();
  const at = new URL(page.url()).searchParams.get("at")!;
  const form = { at, name: sam.name, email: sam.email, adult: "yes" };
  const answer = await request.post(page.url(), { form, headers: { Origin: "https://elsewhere.test" } });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain("sent from somewhere else");
  await fillIn(page, aStranger());
  await book(page);
  await expect(heading(page), "the time is still there to be had").toHaveText("You’re booked");
  expect(await served.inbox(sam.email)).toEqual([]);
});

test("an address that takes nothing says so", async ({ request }) => {
  const answer = await request.post("/fees", { form: { a: "1" } });
  expect(answer.status()).toBe(405);
  expect(await answer.text()).toContain("That isn’t done here");
});

test("more than a form takes is refused", async ({ request }) => {
  const answer = await request.post("/theme", { form: { theme: "x".repeat(300_000) } });
  expect(answer.status()).toBe(413);
});

test("somebody in a great hurry is asked to wait, in words and in seconds", async ({ page, request }) => {
  for (let sent = 0; sent < 40; sent++) {
    const answer = await request.post("/theme", { form: { theme: "light" }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  }
  await page.goto("/fees");
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST"),
    page.getByRole("button", { name: "Dark" }).click(),
  ]);
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  await expect(heading(page)).toHaveText("A moment, please");
  await expectSound(page);
});

test("when something breaks the page says so, with a reference, and the log has the same one", async ({
  browser,
}) => {
  const served = await serveApp({ template: process.env.E2E_TEMPLATE });
  const context = await browser.newContext({ baseURL: served.url });
  const page = await context.newPage();
  const heard = listen(page, served);
  try {
    await page.goto(maren.book);
    await chooseTime(page);
    await fillIn(page, aStranger());

    await command(served.databaseUrl, "alter table weekly_hours rename to lost_hours");
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === "POST"),
      book(page),
    ]);
    expect(answer.status()).toBe(500);
    await expect(heading(page)).toHaveText("Something broke on our side");
    await expect(page.getByText("Nothing was lost")).toBeVisible();
    await expect(
      page.getByRole("link", { name: "Maren Holt" }),
      "whose site it is, is still known",
    ).toBeVisible();
    const id = answer.headers()["x-request-id"]!;
    await expect(page.getByText("Reference")).toContainText(id.slice(0, 4).toUpperCase());
    expect(served.children[0]!.lastLines()).toContain(id);
    await expectSound(page);

    const { pathname } = new URL(served.databaseUrl);
    await drop(process.env.TEST_DATABASE_URL!, pathname.slice(1));
    const gone = await page.goto("/");
    expect(gone!.status()).toBe(500);
    await expect(heading(page), "even when nothing is known any more").toHaveText(
      "Something broke on our side",
    );
    await expect(page.getByText("Reference")).toContainText(
      gone!.headers()["x-request-id"]!.slice(0, 4).toUpperCase(),
    );
    await expectSound(page);
    expect((await page.request.get("/healthz")).status(), "the process lives").toBe(200);
    expect((await page.request.get("/readyz")).status(), "and says that it cannot serve").toBe(503);
    expect(heard).toEqual([]);
  } finally {
    await context.close();
    await served.stop();
  }
});

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
