import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addressToken, findAddressChange, type Side } from "#app/domain/identity/change-address.ts";
import { ask } from "#tests/support/asks.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { type Door, openDoor } from "./a-door.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

let cookie: string;
let email: string;
let userId: string;
const page = "/client/account/address";

beforeEach(async () => {
  const { practice, house } = door;
  const client = await practice.aClient();
  email = client.email;
  ({ userId } = client.ctx.actor as { userId: string });
  ({ cookie } = await signIn(house, {
    userId,
    place: { practiceId: practice.ctx.practiceId, memberId: null },
  }));
});

async function linkTo(side: Side): Promise<string> {
  const { rows } = await door.sql.query(
    "select id from email_changes where user_id = $1 order by id desc limit 1",
    [userId],
  );
  const found = await findAddressChange(door.house, rows[0].id);
  return `/address/${addressToken(door.house, found!.change, side)}`;
}

const emailNow = async () =>
  (await door.sql.query("select email from users where id = $1", [userId])).rows[0].email;

test("a new address is asked for, said yes to twice, and then it is theirs", async () => {
  const wanted = `new-${email}`;
  const asked = await door.post(page, { email: ` ${wanted.toUpperCase()} ` }, cookie);
  expect(asked).toMatchObject({ status: 303, location: `${page}?news=sent` });
  expect((await door.get(`${page}?news=sent`, cookie)).text).toContain("Two letters are on their way");

  const [old, fresh] = [await linkTo("old"), await linkTo("new")];
  for (const method of ["GET", "HEAD"]) {
    for (let n = 0; n < 20; n++) await ask(door.built, old, { method });
  }
  expect((await door.get(old)).text).toContain("Sign in with another address?");
  expect((await door.post(old)).location).toBe(old);
  expect((await door.get(old)).text).toContain("Halfway there");
  expect(await emailNow()).toBe(email);
  expect((await door.post(fresh)).location).toBe(fresh);
  expect((await door.get(fresh)).text).toContain("Your address has changed");
  expect(await emailNow()).toBe(wanted);
  expect((await door.get(page, cookie)).location).toMatch(/^\/sign-in/);
});

test("an address that has an account is answered in the same bytes", async () => {
  const known = (await door.practice.aClient()).email;
  const bytes = async (email: string) => {
    const { headers, ...answer } = await door.post(page, { email }, cookie);
    return JSON.stringify([answer, [...headers].filter(([name]) => name !== "x-request-id")]);
  };
  expect(await bytes(known)).toBe(await bytes("nobody.has.it@selvage.test"));
});

test("what is no address, and one's own, is said kindly and kept", async () => {
  const refused = await door.post(page, { email: "not an address" }, cookie);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="not an address"');
  expect((await door.post(page, { email }, cookie)).text).toContain("That is the address you have already");
});

test("an old sign-in is asked to sign in again, and changes nothing", async () => {
  await door.sql.query(
    "update sessions set signed_in_at = now() - interval '11 minutes' where user_id = $1",
    [userId],
  );
  expect((await door.get(page, cookie)).text).toContain("Please sign in once more");
  expect((await door.post(page, { email: `late-${email}` }, cookie)).status).toBe(403);
  expect((await door.sql.query("select 1 from email_changes where user_id = $1", [userId])).rows).toEqual([]);
});

test("to somebody else who is signed in here the link is nothing", async () => {
  await door.post(page, { email: `mine-${email}` }, cookie);
  const other = (await door.practice.aClient()).ctx.actor as { userId: string };
  const place = { practiceId: door.practice.ctx.practiceId, memberId: null };
  const theirs = await signIn(door.house, { userId: other.userId, place });
  const link = await linkTo("old");
  expect((await door.get(link, theirs.cookie)).status).toBe(404);
  expect((await door.post(link, {}, theirs.cookie)).status).toBe(404);
  expect((await door.get(link)).status).toBe(200);
});

test("what never was a link is a 404, and one that is over says so", async () => {
  for (const token of ["x".repeat(43), "short", "%00"])
    expect((await door.get(`/address/${token}`)).status).toBe(404);
  await door.post(page, { email: `over-${email}` }, cookie);
  await door.sql.query("update email_changes set expires_at = now() where user_id = $1", [userId]);
  const link = await linkTo("new");
  for (const answer of [await door.get(link), await door.post(link)]) {
    expect(answer.status).toBe(410);
    expect(answer.text).toContain("Your address is as it was");
  }
});
