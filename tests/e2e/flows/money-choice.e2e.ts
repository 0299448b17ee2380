import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { soundness } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren } from "../steps.ts";
import { askForASession, payAtStripe, reachStripe } from "../till.ts";
import { anotherPage, bookedLongAgo, signInToWork } from "../work.ts";

test.use({ actionTimeout: 10_000 });
test.setTimeout(120_000);

const priya = "priya@demo.test";

test("what was paid for a time the practice calls off is chosen about from the letter, signed in nowhere", async ({
  page,
  browser,
  served,
  javaScriptEnabled,
}) => {
  const expectSound = soundness(javaScriptEnabled);
  await signInByMail(page, served, priya);
  await page.goto("/client/book/maren/session");
  await askForASession(page, 6);
  await reachStripe(page);
  await payAtStripe(page);
  await expect(page.getByText("Paid. It’s yours.")).toBeVisible({ timeout: 15_000 });
  const [id = ""] = /[0-9a-f-]{36}/.exec(page.url()) ?? [];
  await bookedLongAgo(served, priya);

  await test.step("the practice calls it off, and the letter carries the way to choose", async () => {
    const desk = await anotherPage(browser, served, "10.81.0.1");
    await signInToWork(desk, served, maren.email);
    await desk.goto(`/practice/bookings/${id}/cancellation`);
    await desk.locator("main form button[data-kind=danger]").click();
    await expect(desk).toHaveURL(new RegExp(`/practice/bookings/${id}(\\?|$)`));
    await desk.context().close();
  });

  let url = "";
  await expect(async () => {
    const letter = (await served.inbox(priya)).find(({ text }) => text.includes("you choose"));
    url = /https?:\S+\/choice(?=\s)/.exec(letter?.text ?? "")?.[0] ?? "";
    expect(url).not.toBe("");
  }).toPass({ timeout: 15_000 });

  const guest = await anotherPage(browser, served, "10.81.0.2");
  await test.step("it opens without an account, in nobody's cache, and says what can be chosen until when", async () => {
    const answer = await guest.goto(url);
    expect(answer?.headers()).toMatchObject({
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    });
    await expect(heading(guest)).toHaveText("€85 is yours");
    await expect(guest.locator("main")).toContainText(/Until \w+day \d+ \w+ you can choose/);
    await expect(guest.locator("main")).not.toContainText(/Priya|hypno|session/i);
    await expectSound(guest);
    await guest.getByRole("link", { name: "See the appointment" }).click();
    await expect(guest.locator("main")).toContainText("What you paid for it is yours");
    await expectSound(guest);
    await guest.getByRole("link", { name: "Choose how you have your money back" }).click();
  });

  await test.step("chosen once, it says what became of it whenever it is opened", async () => {
    const before = await refundsOf(served);
    const second = await guest.context().newPage();
    await second.goto(url);
    await guest.getByRole("button", { name: "Back to my card" }).click();
    await expect(guest.getByRole("status")).toContainText("Noted.");
    await expect(heading(guest)).toHaveText("It goes back to your card");
    await expectSound(guest);
    await second.getByRole("button", { name: "Keep it for my next appointment" }).click();
    await expect(heading(second)).toHaveText("It goes back to your card");
    await expect(second.getByRole("status")).toHaveCount(0);
    await expect(async () => {
      const since = (await refundsOf(served)).slice(before.length);
      expect(since.map(({ amount, status }) => [amount, status])).toEqual([[8500, "succeeded"]]);
    }).toPass({ timeout: 15_000 });
  });
  await guest.context().close();
});

/** What went back at Stripe so far, oldest first. */
async function refundsOf({ sandboxUrl }: Served): Promise<{ amount: number; status: string }[]> {
  const { refunds } = await (await fetch(`${sandboxUrl}/control/stripe/refunds`)).json();
  return refunds;
}
