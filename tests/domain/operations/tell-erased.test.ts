import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { eraseClient } from "#app/domain/operations/erase-client.ts";
import { forgetFarewells } from "#app/domain/operations/tell-erased.ts";
import type { Carrier } from "#app/world.ts";
import { aLetterbox } from "#tests/support/a-letterbox.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aWorkingHouse, type WorkingHouse } from "#tests/support/working-house.ts";

let house: WorkingHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aWorkingHouse({ skips: /^(notify|calendar)_|^mail_(?!client_erased)/ });
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const farewells = () => house.rows("select from erasure_words where kind = 'farewell'");

async function erased(change = "") {
  const client = await aClientOf(house, practice, "couple", [
    "self",
    "partner",
    "payer",
    "emergency_contact",
  ]);
  if (change)
    await house.rows(
      `update participants set ${change} where client_id = $1 and role = 'self'`,
      client.clientId,
    );
  const typedName = "Client of self and partner and payer and emergency_contact";
  const wish = { clientId: client.clientId, typedName, reason: "" };
  expect(await eraseClient(practice.own as MemberCtx, wish)).toMatchObject({ ok: true });
  return client.people.map(({ email }) => email);
}

test("everybody in care gets one letter, with no clinical word, and then nobody knows where it went", async () => {
  const [self, partner] = await erased();
  const { mail, letters } = aLetterbox();
  await house.work({ mail });
  await house.work({ mail });
  expect(letters.map(({ to }) => to)).toEqual([self, partner]);
  for (const { subject, text } of letters) {
    expect(subject).toBe("A note from Test Practice");
    expect(text).toContain("What was kept about you here is erased.");
    expect(text).toContain("papers that were issued stay as they are");
    expect(subject + text).not.toMatch(/therapy|session|note with|diagnos|treatment/i);
  }
  expect(await farewells()).toEqual([]);
  expect(await house.rows("select from deliveries where recipient = any($1)", [self, partner])).toEqual([]);
  const log = await house.rows(
    "select letter, status, recipient from deliveries where letter = 'client_erased'",
  );
  expect(log).toEqual(
    Array(2).fill({ letter: "client_erased", status: "sent", recipient: "erased@invalid" }),
  );
});

test("whoever asked for no letters gets none, and whoever asked for discretion one that says less outside", async () => {
  const [, partner] = await erased("may_email = false");
  const silent = aLetterbox();
  await house.work({ mail: silent.mail });
  expect(silent.letters.map(({ to }) => to)).toEqual([partner]);
  const [self] = await erased("is_discreet = true");
  const discreet = aLetterbox();
  await house.work({ mail: discreet.mail });
  expect(discreet.letters.find(({ to }) => to === self)?.subject).toBe("A note for you");
});

test("while mail is away the addresses wait sealed, and after three days they are let go", async () => {
  const [self = ""] = await erased();
  const hand: Carrier["hand"] = async () => ({ outcome: "not_sent", permanent: false, why: "away" });
  const done = await house.work({ mail: { from: "x@selvage.test", resend: { hand } } });
  expect(done.join()).toContain("mail_client_erased failed");
  const [{ sealed }] = (await house.rows("select sealed from erasure_words where kind = 'farewell'")) as [
    { sealed: Buffer },
  ];
  expect(sealed.includes(self)).toBe(false);
  await forgetFarewells(house.house);
  expect(await farewells()).toHaveLength(1);
  house.clock.advance(3 * 86_400_000 + 1000);
  await forgetFarewells(house.house);
  expect(await farewells()).toEqual([]);
  expect(await house.rows("select from deliveries where recipient = $1", self)).toEqual([]);
});
