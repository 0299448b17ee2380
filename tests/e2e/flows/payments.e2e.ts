import pg from "pg";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(90_000);

test("what came in cash and what went back is written down on the booking, and the books say so", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInToWork(page, served, maren.email);
  await page.goto(`/practice/bookings/${await owedBy(served, "Lena and Max Berg")}`);
  const money = page.getByRole("region", { name: "Money" }).or(page.locator("#money"));
  await expect(money.first()).toContainText("€110 is owed.");

  await test.step("more than is owed is refused, and what was typed stays", async () => {
    await page.getByRole("link", { name: "Record a payment" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Record a payment");
    await expect(page.getByLabel("How much")).toHaveValue("110");
    await expectSound(page);
    await page.getByLabel("How much").fill("1100");
    await page.getByRole("button", { name: "Record it" }).click();
    await expect(page.getByRole("alert")).toContainText("more than is left to pay");
    await expect(page.getByLabel("How much")).toHaveValue("1100");
    await expectSound(page);
  });

  await test.step("a part of it came in cash", async () => {
    await page.getByLabel("How much").fill("60");
    await page.getByLabel("How it came").selectOption("In cash");
    await page.getByRole("button", { name: "Record it" }).click();
    await expect(page.getByText("Recorded. The payment is in the books.")).toBeVisible();
    await expect(money.first()).toContainText("€60 is paid, €50 is owed.");
    await expect(money.first()).toContainText("€60 came in cash");
    await expectSound(page);
  });

  await test.step("whose session it was sees what they paid, and what is left", async () => {
    const client = await anotherPage(browser, served, "10.250.9.7");
    await signInByMail(client, served, "lena@demo.test");
    await client.getByRole("link", { name: "Payments" }).click();
    await expect(client.getByRole("heading", { level: 1 })).toHaveText("Your payments");
    await expect(client.getByRole("heading", { name: "€50" })).toBeVisible();
    await expect(client.getByRole("heading", { name: "€60" })).toBeVisible();
    await expect(client.getByText(/^Paid in cash, for the appointment of/)).toBeVisible();
    await expect(async () => {
      await client.reload();
      await expect(client.getByRole("link", { name: /as a PDF$/ }).first()).toBeVisible({
        timeout: 500,
      });
    }, "its paper is written by a job").toPass();
    const link = client.getByRole("link", { name: /as a PDF$/ }).first();
    const paper = await client.request.get((await link.getAttribute("href")) ?? "");
    expect(paper.headers()["content-type"]).toBe("application/pdf");
    expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");
    await expectSound(client);
    await client.context().close();
  });

  await test.step("and some of that went back", async () => {
    await page.getByRole("link", { name: "Give money back" }).click();
    await expect(page.getByLabel("How much goes back")).toHaveValue("60");
    await expectSound(page);
    await page.getByLabel("How much goes back").fill("nothing");
    await page.getByRole("button", { name: "Give it back" }).click();
    await expect(page.getByRole("alert")).toContainText("Please write a sum");
    await page.getByLabel("How much goes back").fill("60");
    await page.getByRole("button", { name: "Give it back" }).click();
    await expect(page.getByText("The books say that it went back.")).toBeVisible();
    await expect(money.first()).toContainText("€60 went back by hand");
    await expectSound(page);
  });
});

/** The latest session somebody came to and has not paid anything for. */
async function owedBy({ databaseUrl }: Served, client: string): Promise<string> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database
    .query<{ id: string }>(
      `select b.id from bookings b join clients c on c.id = b.client_id join appointments a on a.id = b.appointment_id
       where c.name = $1 and b.status = 'attended' and not exists (select from payment_parts p where p.booking_id = b.id)
       order by a.starts_at desc limit 1`,
      [client],
    )
    .finally(() => database.end());
  const [booking] = rows;
  if (!booking) throw new Error(`${client} owes nothing`);
  return booking.id;
}
