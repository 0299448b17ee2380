import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { demoCode } from "../../support/demo-code.ts";
import { expectSound } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren } from "../steps.ts";

/** A fingerprint reader that always says yes; kept by the browser for as long as the page lives. */
async function withFingerprint(page: Page): Promise<{ reader: CDPSession; id: string }> {
  const reader = await page.context().newCDPSession(page);
  await reader.send("WebAuthn.enable");
  const { authenticatorId } = await reader.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { reader, id: authenticatorId };
}

test("a passkey is added by hand, opens the practice from then on, and is refused to whoever is not its owner", async ({
  page,
  served,
}) => {
  const { reader, id } = await withFingerprint(page);
  await signInByMail(page, served, maren.email);
  await expect(heading(page)).toHaveText("One more step");
  await expect(page.getByRole("button", { name: "Use your passkey" })).toHaveCount(0);
  await page.getByLabel("Code from your authenticator app").fill(demoCode());
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/practice\//);

  await page.goto("/practice/settings/security/passkeys");
  await page.getByLabel("What to call it").fill("This laptop");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByText("The passkey is on your list.")).toBeVisible();
  await expect(page.getByRole("link", { name: "This laptop" })).toBeVisible();
  await expectSound(page);

  await page.context().clearCookies();
  await signInByMail(page, served, maren.email);
  await reader.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText(/No passkey came back/);
  await expectSound(page);
  await reader.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: true });
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page).toHaveURL(/\/practice\//);

  await page.goto("/practice/settings/security");
  await expect(page.getByText("Last used")).toBeVisible();
  await page.getByRole("link", { name: "This laptop" }).click();
  await expect(page.getByRole("button", { name: "Remove the passkey" })).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Remove the passkey" }).click();
  await expect(page.getByText("The passkey is forgotten here.")).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("nobody is shown a button that does nothing, and the code still opens", async ({ page, served }) => {
    await signInByMail(page, served, "ana@harbour.test");
    await expect(page.getByRole("button", { name: /passkey/i })).toHaveCount(0);
    await page.getByLabel("Code from your authenticator app").fill(demoCode());
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page).toHaveURL(/\/practice\//);
    await page.goto("/practice/settings/security/passkeys");
    await expect(page.getByText("This browser can’t make passkeys")).toBeVisible();
    await expect(page.getByRole("button", { name: "Make a passkey" })).toHaveCount(0);
  });
});

test("the pages about security are sound", async ({ page, served }) => {
  await signInByMail(page, served, "ben@harbour.test");
  await expectSound(page);
  await page.goto("/sign-in/recovery-code");
  await expectSound(page);
  await page.goto("/sign-in/second-factor");
  await page.getByLabel("Code from your authenticator app").fill(demoCode());
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/practice\//);
  for (const path of ["", "/app", "/passkeys", "/recovery-codes", "/address"]) {
    await page.goto(`/practice/settings/security${path}`);
    await expectSound(page);
  }
  await page.goto("/practice/settings/security/recovery-codes");
  await page.getByRole("button", { name: "Show me ten codes" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: /^\w{4}(-\w{4}){3}$/ })).toHaveCount(10);
  await expectSound(page);
});
