import { expect, test } from "../../support/browser.ts";
import { signInByMail } from "../sign-in.ts";
import { aBooking, aStranger, heading, linkIn, maren } from "../steps.ts";
import { anotherPage, letTheRoomOpen, signInToWork } from "../work.ts";

const room = { name: "Open the session room" };

test("a stranger sends lines by their private link, says where they are, and finds the room with help beside it", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  await aBooking(page, sam);
  const [letter] = await served.letters(sam.email);
  await page.goto(linkIn(letter!));

  await page.getByRole("link", { name: "Send a few lines" }).click();
  await page.getByRole("button", { name: "Send these lines" }).click();
  await expect(page.getByRole("alert").or(page.locator(".err")).first()).toContainText(
    "Write a line or two first.",
  );
  await page.getByLabel("Your lines").fill("I slept badly.\nMay we begin with that?");
  await page.getByRole("button", { name: "Send these lines" }).click();
  await expect(page.getByRole("status")).toContainText("You can change it until the session starts.");

  await page.getByRole("link", { name: "To the room" }).click();
  await expect(heading(page)).toContainText("The room opens at");
  await expect(page.getByRole("link", room)).toHaveCount(0);

  await letTheRoomOpen(served, sam.email);
  await page.goto(`${linkIn(letter!)}/join`);
  await expect(heading(page)).toHaveText("Where are you today?");
  await page.getByLabel("Country").selectOption("");
  await page.getByRole("button", { name: "Go on to the room" }).click();
  await expect(page.getByText("In which country are you today?").first()).toBeVisible();
  await page.getByLabel("Country").selectOption({ label: "Spain" });
  await page.getByRole("button", { name: "Go on to the room" }).click();
  await expect(page.getByRole("link", room)).toHaveAttribute("href", "https://rooms.demo.test/maren");
  await expect(page.getByRole("main").getByText("You’re in Spain today.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "112" })).toHaveAttribute("href", "tel:112");
});

test("from their page a client joins, and the therapist sees where they are and what they sent before", async ({
  page,
  browser,
  served,
}) => {
  await letTheRoomOpen(served, "priya@demo.test");
  await signInByMail(page, served, "priya@demo.test");
  await page.getByRole("link", { name: "Join now" }).click();
  await page.getByLabel("Country").selectOption({ label: "France" });
  await page.getByRole("button", { name: "Go on to the room" }).click();
  await expect(page.getByRole("link", room)).toBeVisible();
  await page.getByRole("link", { name: "Somewhere else?" }).click();
  await expect(page.getByLabel("Country"), "said before").toHaveValue("FR");
  await page.getByLabel("Country").selectOption({ label: "Ireland" });
  await page.getByRole("button", { name: "Go on to the room" }).click();
  await expect(page.getByRole("main")).toContainText("You’re in Ireland today.");

  const desk = await anotherPage(browser, served, "10.253.9.1");
  await signInToWork(desk, served, maren.email);
  await desk.getByRole("link", { name: /^Ireland · emergency there: / }).click();
  await expect(desk.getByRole("heading", { name: "Where they are" })).toBeVisible();
  await expect(desk.getByRole("main")).toContainText("Priya Raman: Ireland");
  await desk.context().close();
});

test("what somebody hears about is theirs to choose, and stays chosen", async ({ page, served }) => {
  await signInByMail(page, served, "amara@demo.test");
  await page.goto("/client/account/notices");
  const own = page.getByRole("group", { name: /What you book, move or cancel yourself/ });
  await expect(own.getByLabel(/By email/)).toBeChecked();
  await own.getByLabel(/By email/).uncheck();
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(page.getByRole("status")).toContainText("Kept.");
  await expect(own.getByLabel(/By email/)).not.toBeChecked();
  await expect(page.getByRole("heading", { name: "What you’re always told" })).toBeVisible();
  // As it was: whoever walks here next hears of what they book.
  await own.getByLabel(/By email/).check();
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(own.getByLabel(/By email/)).toBeChecked();
  await page.goto("/client/notices");
  await expect(heading(page)).toHaveText("Notices");
});

test("a therapist opens a notice, and it is read", async ({ page, served }) => {
  await signInToWork(page, served, maren.email);
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /^Notices/ })
    .click();
  const fresh = page.getByRole("main").getByText("New", { exact: true });
  const before = await fresh.count();
  expect(before).toBeGreaterThan(0);
  await page
    .getByRole("main")
    .getByRole("link", { name: /^(Booked|A few lines)/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/practice\/bookings\//);
  await page.goto("/practice/notices");
  await expect(fresh).toHaveCount(before - 1);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(fresh).toHaveCount(0);
});
