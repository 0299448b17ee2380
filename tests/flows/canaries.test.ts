import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseClient } from "#app/domain/operations/erase-client.ts";
import {
  aLivedMonth,
  type LivedMonth,
  lettersWords,
  privateWords,
  quetzalBytes,
} from "#tests/support/a-lived-month.ts";
import { everywhere } from "#tests/support/everywhere.ts";

let month: LivedMonth;
beforeAll(async () => {
  month = await aLivedMonth();
}, 120_000);
afterAll(() => month.till.close());

const quetzal = /quetzal/i;

test("a month of private words: none stands in any column of any table, in plain or in bytes, nor in any job", async () => {
  const { pool } = month.till.database;
  expect(await everywhere(pool, "quetzal")).toEqual([]);
  for (const encoded of ["base64", "hex"] as const)
    expect(await everywhere(pool, Buffer.from("quetzal ").toString(encoded).slice(0, 10))).toEqual([]);
}, 120_000);

test("the search finds what is there: the client's name, a sealed row's own bytes, a job's subject, a word in json", async () => {
  const { pool } = month.till.database;
  const places = async (text: string) => (await everywhere(pool, text)).map(({ where }) => where);
  expect(await places(month.client.name)).toEqual(
    expect.arrayContaining(["clients.name", "participants.name", "bookings.guest_name"]),
  );
  expect(await places(month.ids.noteId)).toEqual(expect.arrayContaining(["notes.id", "note_words.note_id"]));
  expect(await places(month.ids.kept)).toEqual(expect.arrayContaining(["pgboss.job_common.data"]));
  await pool.query("update policy_versions set body = 'A Quetzal flew by' where kind = 'privacy'");
  expect(await places("quetzal")).toEqual(["policy_versions.body"]);
  await pool.query("update policy_versions set body = 'Privacy.' where kind = 'privacy'");
});

test("no letter has a private word in it, and no subject any word at all; what was written for a letter is in that one alone", () => {
  const { letters } = month.till;
  expect(letters.length).toBeGreaterThan(8);
  for (const { subject, to } of letters) {
    expect(subject).not.toMatch(quetzal);
    expect(subject).not.toMatch(/hypno|phq|gad-7|discovery|psycho/i);
    expect(to).not.toMatch(quetzal);
  }
  for (const { text } of letters)
    for (const word of Object.values(privateWords)) expect(text).not.toContain(word);
  for (const word of Object.values(lettersWords))
    expect(letters.filter(({ text }) => text.includes(word)).map(({ to }) => to)).toEqual([
      month.other.email,
    ]);
});

test("Stripe and Google were asked things, and neither ever for a private word, a name or an address", () => {
  const { till, google, client } = month;
  const toStripe = till.asked.map(({ path, body }) => decodeURIComponent(`${path} ${body}`));
  const toGoogle = google.requests.map((one) => JSON.stringify(one));
  expect(toStripe.length).toBeGreaterThan(0);
  expect(toGoogle.length).toBeGreaterThan(3);
  for (const said of [...toStripe, ...toGoogle]) {
    expect(said).not.toMatch(quetzal);
    expect(said).not.toContain(client.name);
    expect(said).not.toContain(client.email);
  }
});

test("what lies in storage holds neither the file's bytes nor its name", () => {
  expect(month.storage.lying.size).toBeGreaterThan(0);
  for (const [name, bytes] of month.storage.lying) {
    expect(name).not.toMatch(quetzal);
    expect(bytes.includes(quetzalBytes.slice(0, 7))).toBe(false);
  }
});

test("once erased, neither name nor address of theirs is left anywhere but on papers that were issued", async () => {
  const { till, own, client, work, storage } = month;
  const { pool } = till.database;
  await pool.query("update bookings set status = 'attended' where client_id = $1 and status = 'confirmed'", [
    client.clientId,
  ]);
  const wish = { clientId: client.clientId, typedName: client.name, reason: "They asked." };
  expect(await eraseClient(own, wish)).toMatchObject({ ok: true });
  const told = till.letters.length;
  expect(await work()).toEqual(
    expect.arrayContaining(["forget_client", "mail_client_erased", "delete_bytes"]),
  );
  expect(till.letters.slice(told).map(({ to }) => to)).toEqual([client.email]);

  const left = [...(await everywhere(pool, client.email)), ...(await everywhere(pool, client.name))];
  expect(left.map(({ where }) => where).filter((where) => !where.startsWith("papers."))).toEqual([]);
  expect([...storage.lying.keys()]).toEqual([]);
});
