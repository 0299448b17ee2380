import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { joinUrl, userOfJoinToken } from "#app/domain/identity/join-link.ts";
import { jobs } from "#app/jobs.ts";
import type { Letter, World } from "#app/world.ts";
import { aLink } from "#tests/domain/identity/a-link.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house, { isHome: true });
});
afterAll(() => house.close());

function aWorld() {
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key, letter });
    return { outcome: "sent" as const, id: key };
  };
  return { world: { mail: { from: "hello@selvage.test", resend: { hand } } } satisfies World, sent };
}

const subject = ({ practiceId }: Pick<Ctx, "practiceId">, subjectId: string) => ({
  practiceId,
  subjectId,
  sequence: 0,
});

async function mailed(email: string, after = 0) {
  const link = await aLink(house, practice.ctx, { email });
  house.clock.advance(after);
  const { world, sent } = aWorld();
  for (let twice = 0; twice < 2; twice += 1)
    await jobs.mail_sign_in_link(practice.ctx, world, subject(practice.ctx, link.id));
  return { ...link, sent };
}

describe("the sign-in letter", () => {
  test("goes once to who was asked for, with link and code, and neither in the subject", async () => {
    const { email } = await practice.aClient();
    const { sent, token, code, id } = await mailed(email);
    expect(sent).toHaveLength(1);
    const [{ letter, key }] = sent as [(typeof sent)[0]];
    expect(key).toBe(`sign_in:${id}`);
    expect(letter.to).toBe(email);
    expect(letter.subject).toBe("Your sign-in link");
    const inTwo = `${code.slice(0, 3)} ${code.slice(3)}`;
    for (const body of [letter.text, letter.html]) {
      expect(body).toContain(`http://localhost:3000/link/${token}`);
      expect(body).toContain(inTwo);
    }
    expect(letter.html.slice(0, letter.html.indexOf("<table"))).not.toContain(inTwo);
  });

  test("wears the practice where the person stands", async () => {
    const other = await aPractice(house.house);
    await house.database.pool.query("update practices set name = 'Harbour' where id = $1", [
      other.ctx.practiceId,
    ]);
    const { email } = await other.aClient();
    const { sent } = await mailed(email);
    expect(sent[0]!.letter.from).toBe('"Harbour" <hello@selvage.test>');
  });

  test("goes to nobody unknown, nobody gone, nobody closed, and never late", async () => {
    expect((await mailed("nobody@selvage.test")).sent).toEqual([]);
    const closed = await practice.aClient();
    await house.database.pool.query("update users set closed_at = now() where email = $1", [closed.email]);
    expect((await mailed(closed.email)).sent).toEqual([]);
    const leaver = await aPractice(house.house);
    await house.database.pool.query("update members set ended_at = now() where id = $1", [leaver.memberId]);
    expect((await mailed(`${leaver.slug}@selvage.test`)).sent).toEqual([]);
    const { email } = await practice.aClient();
    expect((await mailed(email, 10 * 60_000)).sent).toEqual([]);
  });
});

describe("the way to one's own page", () => {
  test("stands in the first letter a guest gets, and not in the next", async () => {
    const wish = practice.wish({ startsAt: Date.parse("2027-02-10T10:00:00Z") });
    const texts: string[] = [];
    for (const startsAt of [wish.startsAt, wish.startsAt + 86_400_000]) {
      const booked = await book(practice.ctx, { ...wish, startsAt });
      if (!booked.ok) throw new Error(booked.refusal);
      const { world, sent } = aWorld();
      await jobs.mail_client_confirmed(practice.ctx, world, subject(practice.ctx, booked.value.id));
      texts.push(sent[0]!.letter.text);
    }
    const { rows } = await house.database.pool.query("select id from users where email = $1", [wish.email]);
    const url = joinUrl(house.house, rows[0].id);
    expect(texts[0]).toContain(url);
    expect(texts[1]).not.toContain("/join/");
    expect(userOfJoinToken(house.house, url.split("/join/")[1]!)).toBe(rows[0].id);
  });

  test("is not told to somebody who was signed in", async () => {
    const client = await practice.aClient();
    await client.begin();
    const booked = await client.book(
      practice.wish({
        typeSlug: "session",
        startsAt: Date.parse("2027-02-12T15:00:00Z"),
        email: client.email,
      }),
    );
    if (!booked.ok) throw new Error(booked.refusal);
    const { world, sent } = aWorld();
    await jobs.mail_client_confirmed(practice.ctx, world, subject(practice.ctx, booked.value.id));
    expect(sent[0]!.letter.text).not.toContain("/join/");
  });

  test("is believed only as we made it", () => {
    const [, token] = joinUrl(house.house, practice.userId).split("/join/") as [string, string];
    expect(userOfJoinToken(house.house, token)).toBe(practice.userId);
    const forged = [
      "",
      ".",
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      `${"0".repeat(32)}${token.slice(32)}`,
      `${token.slice(0, 33)}${"A".repeat(43)}`,
      "\0",
    ];
    for (const other of forged) expect(userOfJoinToken(house.house, other)).toBeNull();
  });
});
