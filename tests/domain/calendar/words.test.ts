import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { changeManner } from "#app/domain/calendar/choose.ts";
import { titleOf } from "#app/domain/calendar/wanted.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder } from "#tests/support/at-rest-with-google.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterEach(() => expectInOrder(wall));
afterAll(() => wall.close());

const noon = (day: number) => Date.UTC(2027, 1, day, 12);
const room = "https://rooms.selvage.test/tess";
const of = (id: string) => wall.ours().find(({ description }) => description?.endsWith(id));
const manner = { isAgreed: false, makesMeet: false };

test("a title is Busy, Appointment, initials or a name, and of several who come never a name", () => {
  expect(titleOf("busy", ["Ann Lee"])).toBe("Busy");
  expect(titleOf("appointment", ["Ann Lee"])).toBe("Appointment");
  expect(titleOf("initials", ["ann maria Lee"])).toBe("A. M. L.");
  expect(titleOf("initials", ["Élodie"])).toBe("É.");
  expect(titleOf("name", ["Ann Lee"])).toBe("Ann Lee");
  for (const mode of ["initials", "name"] as const)
    expect(titleOf(mode, ["Ann Lee", "Ben Ray"])).toBe("Appointment");
  expect(titleOf("busy", ["Ann Lee", "Ben Ray"])).toBe("Busy");
});

test("a name needs an agreement, once; what stands ahead follows; and no event ever says what kind of session it is", async () => {
  const { id, client } = await wall.booked(noon(8));
  await wall.work();
  const { own } = wall.practice;
  const title = async (titles: "busy" | "appointment" | "initials" | "name", isAgreed = false) => {
    const said = await changeManner(own, { ...manner, titles, isAgreed });
    await wall.work();
    return said.ok ? of(id)?.summary : said.refusal;
  };
  expect(await title("name")).toBe("not_agreed");
  expect(await title("initials")).toBe("not_agreed");
  expect(of(id)?.summary).toBe("Busy");
  expect(await title("appointment")).toBe("Appointment");
  expect(await title("name", true)).toBe(client.name);
  expect(await title("initials", true)).toMatch(/^C\. \d\.$/);
  expect(await title("busy")).toBe("Busy");
  const [row] = await wall.rows("select agreement_at from calendar_connections");
  expect(row).toEqual({ agreement_at: null });
  const written = JSON.stringify(wall.google.requests.map(({ body }) => body));
  expect(written).not.toMatch(/session|individual|discovery|couple|8500|therap/i);
});

test("a Meet link that is there at once, one that comes late and one that never comes", async () => {
  await changeManner(wall.practice.own, { ...manner, titles: "busy", makesMeet: true });
  await wall.work();
  const link = async (id: string) =>
    (
      await wall.rows<{ url: string | null; pending: boolean }>(
        `select e.meet_url as url, e.is_meet_pending as pending from calendar_entries e
         join bookings b on b.appointment_id = e.appointment_id where b.id = $1`,
        id,
      )
    )[0];
  const now = await wall.booked(noon(9));
  await wall.work();
  expect(await link(now.id)).toEqual({ url: of(now.id)?.hangoutLink, pending: false });

  wall.google.engine.meetIsLate = true;
  const late = await wall.booked(noon(10));
  await wall.work();
  expect(await link(late.id)).toEqual({ url: null, pending: true });
  wall.google.engine.meetLinksCome();
  wall.google.loseNotifications();
  wall.clock.advance(20_000);
  await wall.work();
  expect(await link(late.id)).toEqual({ url: of(late.id)?.hangoutLink, pending: false });
  expect(of(late.id)?.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//);

  wall.google.engine.meetIsLate = false;
  wall.google.engine.meetFails = true;
  const never = await wall.booked(noon(11));
  await wall.work();
  expect(await link(never.id)).toEqual({ url: null, pending: false });
  wall.google.engine.meetFails = false;
});

test("who goes back to a room of their own has it in every event, and no Meet link beside it", async () => {
  await changeManner(wall.practice.own, { ...manner, titles: "busy", makesMeet: true });
  const { id } = await wall.booked(noon(12));
  await wall.work();
  expect(of(id)?.hangoutLink).toBeDefined();
  expect(of(id)?.location ?? "").toBe("");
  await changeManner(wall.practice.own, { ...manner, titles: "busy" });
  await wall.work();
  expect(of(id)?.location).toBe(room);
  expect(of(id)?.hangoutLink).toBeUndefined();
  const urls = await wall.rows("select meet_url from calendar_entries where meet_url is not null");
  expect(urls).toEqual([]);
});
