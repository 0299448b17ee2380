import type { Page } from "@playwright/test";

/** Four people as a spreadsheet saves them: one new, one here already, one a formula, one whose address is none. */
export const aList = (mark: string) =>
  [
    "First name,Last name,Email,Phone,Status,Notes",
    `Imke,Brought ${mark},imke-${mark}@example.test,+351 912 345 678,Active,private`,
    "Priya,Raman,priya@demo.test,,Active,",
    '"=HYPERLINK(""http://evil.example"")",,,,,',
    `Jo,Brought ${mark},not an address,,,`,
  ].join("\r\n");

/** Choose a file on the page of a new list and send it. */
export async function bring(page: Page, text: string, name = "clients.csv"): Promise<void> {
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });
  await page.getByRole("button", { name: "Read the list" }).click();
}
