import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren } from "../steps.ts";
import { askForASession, payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(150_000);

const priya = "priya@demo.test";

test("a bank asks a payment back: Today says so, what is known is sent to it, and it decides for the practice", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await paidSession(page, served, 5);
  const desk = await anotherPage(browser, served, "10.78.0.1");
  await signInToWork(desk, served, maren.email);
  await desk.goto("/practice/billing/disputes");
  await expect(desk.locator("main")).toContainText("Nothing waits for you here.");
  await expectSound(desk);
  const charge = await latest(served, "charges");
  const dispute = await tell(served, "disputes", { charge: charge.id, reason: "product_not_received" });

  await test.step("it hangs loose on Today until it is answered", async () => {
    await untilThere(desk, "/practice/today", "1 payment a bank asks back");
    await desk.getByRole("link", { name: "1 payment a bank asks back" }).click();
    await expect(heading(desk)).toHaveText("€85 asked back");
    await expect(desk.locator("main")).toContainText("what they paid for did not take place");
    await expect(desk.locator("main")).toContainText("To be answered until");
    await expect(desk.locator("main")).not.toContainText(/hypno|therap/i);
    await expectSound(desk);
  });

  const happened = desk.getByLabel("What happened");
  await test.step("what is left empty is not sent, and what was typed is there when Stripe is away", async () => {
    const pieces = desk.getByRole("textbox");
    const written = await Promise.all((await pieces.all()).map((piece) => piece.inputValue()));
    expect(written.every(Boolean)).toBe(true);
    for (const piece of await pieces.all()) await piece.fill("");
    await desk.getByRole("button", { name: "Send it to the bank" }).click();
    await expect(desk.getByRole("alert")).toContainText("Please say this too");
    for (const [n, words] of written.entries()) await pieces.nth(n).fill(words);
    await happened.fill("It lies ahead, and was confirmed by letter.");
    await served.fault({ service: "stripe", fault: "500", match: "/v1/disputes" });
    await desk.getByRole("button", { name: "Send it to the bank" }).click();
    await expect(desk.getByRole("alert")).toContainText("Stripe doesn’t answer just now.");
    await expect(happened).toHaveValue("It lies ahead, and was confirmed by letter.");
    await expectSound(desk);
    await served.clearFaults();
  });

  await test.step("a person sends it, once", async () => {
    await desk.getByRole("button", { name: "Send it to the bank" }).click();
    await expect(desk.getByText("Sent. The bank reads it and decides")).toBeVisible();
    await expect(desk.getByRole("button", { name: "Send it to the bank" })).toHaveCount(0);
    await expectSound(desk);
    const sent = await latest(served, "disputes");
    expect(sent).toMatchObject({
      id: dispute.id,
      status: "under_review",
      evidence: { uncategorized_text: "It lies ahead, and was confirmed by letter." },
    });
    await desk.goto("/practice/today");
    await expect(desk.locator("main")).not.toContainText("a bank asks back");
  });

  await test.step("it is won, and whoever handles the money has a letter of both", async () => {
    await tell(served, `disputes/${dispute.id}`, { do: "win" });
    await untilThere(desk, "/practice/billing/disputes", "The bank decided for you.");
    await expectSound(desk);
    await expect(async () => {
      const subjects = (await served.inbox(maren.email)).map(({ subject }) => subject);
      expect(subjects.some((one) => /^A bank asks €85 back: answer until /.test(one))).toBe(true);
      expect(subjects).toContain("Decided: €85 stay with you");
    }).toPass({ timeout: 15_000 });
  });
  await desk.context().close();
});

test("what a bank asks back can be let go, after one more look", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await paidSession(page, served, 6);
  const desk = await anotherPage(browser, served, "10.78.0.2");
  await signInToWork(desk, served, maren.email);
  await tell(served, "disputes", { charge: (await latest(served, "charges")).id });
  await untilThere(desk, "/practice/billing/disputes", "To be answered until");
  await desk
    .getByRole("link", { name: /^€85, / })
    .first()
    .click();
  await desk.getByRole("link", { name: "Let them have it" }).click();
  await expect(heading(desk)).toHaveText("Let them have €85");
  await expectSound(desk);
  await desk.getByRole("button", { name: "Let them have it" }).click();
  await expect(desk.getByText("The client has their money back.")).toBeVisible();
  await expect(desk.locator("main")).toContainText("It went back to the client.");
  await desk.context().close();
});

test("a refund comes back from the bank: both sides read so, and it is given back by hand", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await paidSession(page, served, 7);
  const session = page.url().split("?")[0] ?? "";
  const before = await latest(served, "refunds").catch(() => null);
  await page.getByRole("link", { name: "Cancel it" }).click();
  await page.getByRole("button", { name: "Cancel the booking" }).click();
  await expect(async () => {
    const refund = await latest(served, "refunds");
    expect(refund.id, "the one of this session").not.toBe(before?.id);
    expect(refund).toMatchObject({ status: "succeeded" });
  }).toPass({ timeout: 15_000 });
  await tell(served, `refunds/${(await latest(served, "refunds")).id}`, { do: "fail" });

  await test.step("the client reads that somebody will be in touch", async () => {
    await untilThere(page, session, "€85 could not go back to your card: Maren will be in touch.");
    await expectSound(page);
    await page.goto("/client/payments");
    await expect(page.locator("main")).toContainText("could not go back to your card");
    await expectSound(page);
  });

  await test.step("the therapist sees to it", async () => {
    const desk = await anotherPage(browser, served, "10.78.0.3");
    await signInToWork(desk, served, maren.email);
    await untilThere(desk, "/practice/today", "1 refund that came back");
    const [id] = /[0-9a-f-]{36}/.exec(session) ?? [];
    await desk.goto(`/practice/bookings/${id}`);
    await expect(desk.locator("#money")).toContainText("€85 came back from their bank");
    await expectSound(desk);
    await desk.getByRole("link", { name: "€85 came back from their bank" }).click();
    await expect(heading(desk)).toHaveText("€85 came back");
    await expectSound(desk);
    await desk.getByRole("button", { name: "I gave it back by hand" }).click();
    await expect(desk.getByText("Recorded. The books say that it went back by hand.")).toBeVisible();
    await expectSound(desk);
    await desk.goto(`/practice/bookings/${id}`);
    await expect(desk.locator("#money")).toContainText("€85 went back by hand");
    await desk.context().close();
  });

  await page.goto(session);
  await expect(page.locator("main")).toContainText("€85, of which €85 went back to you");
});

/** Priya asks for a session and pays for it; ends on its page. */
async function paidSession(page: Page, served: Served, nth: number): Promise<void> {
  await signInByMail(page, served, priya);
  await page.goto("/client/book/maren/session");
  await askForASession(page, nth);
  await reachStripe(page);
  await payAtStripe(page);
  await expect(page.getByText("Paid. It’s yours.")).toBeVisible({ timeout: 15_000 });
}

/** Open a page until it says something that a job has to write first. */
async function untilThere(page: Page, address: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(page.locator("main")).toContainText(words, { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
}

type Thing = { id: string } & Record<string, unknown>;

/** The latest of a kind at Stripe. */
async function latest({ sandboxUrl }: Served, kind: "charges" | "disputes" | "refunds"): Promise<Thing> {
  const all: Record<string, Thing[]> = await (await fetch(`${sandboxUrl}/control/stripe/${kind}`)).json();
  const last = all[kind]?.at(-1);
  if (!last) throw new Error(`There are no ${kind}`);
  return last;
}

/** Have the bank do something. */
async function tell({ sandboxUrl }: Served, what: string, wish: object): Promise<Thing> {
  const answer = await fetch(`${sandboxUrl}/control/stripe/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return answer.json();
}
