import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { newId } from "#app/values/ids.ts";
import { addDays } from "#app/values/zoned.ts";
import { type Desk, openDesk } from "./a-desk.ts";
import { aDate, anAbsence, aProfile, aType, aWeek, form, mark, today } from "./right-forms.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe("a form that is right", () => {
  test("saves the week, and the page shows what clients see and what stays outside", async () => {
    const at = Date.parse(`${addDays(today(), 3)}T17:00:00Z`);
    const booked = await book(desk.practice.ctx, desk.practice.wish({ startsAt: at }));
    expect(booked.ok).toBe(true);
    const saved = await desk.ask(
      desk.cookies.owner,
      "/practice/availability/week",
      form({ ...aWeek, mark: await mark(desk) }),
    );
    expect([saved.status, saved.location]).toEqual([
      303,
      `/practice/availability?of=${desk.practice.slug}&news=week`,
    ]);
    const { text } = await desk.ask(desk.cookies.owner, saved.location!);
    expect(text).toContain("1 session is outside these hours; it stays.");
    expect(text).toContain("9:00\u00a0to\u00a013:00");
    expect(text).toContain("What clients see");
  });

  test("that shows an older week is told kindly, keeps what was typed, and goes through when sent again", async () => {
    const stale = await desk.ask(
      desk.cookies.owner,
      "/practice/availability/week",
      form({ ...aWeek, "tue-1-from": "08:15", "tue-1-to": "09:15", mark: "old" }),
    );
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("in the meantime");
    expect(stale.text).toContain('value="08:15"');
    const fresh = /name="mark" value="([^"]+)"/.exec(stale.text)?.[1];
    expect(fresh).toBe(await mark(desk));
  });

  test("with overlapping hours is refused at the field", async () => {
    const overlapping = { ...aWeek, "mon-2-from": "12:00", "mon-2-to": "15:00", mark: await mark(desk) };
    const { status, text } = await desk.ask(
      desk.cookies.owner,
      "/practice/availability/week",
      form(overlapping),
    );
    expect(status).toBe(422);
    expect(text).toContain('href="#mon-2-from"');
    expect(text).toContain('id="mon-2-from-error"');
  });

  test("plans time away after it has named the sessions in it", async () => {
    const day = addDays(today(), 3);
    const absence = { ...anAbsence(), from: day, until: day };
    const asked = await desk.ask(desk.cookies.owner, "/practice/availability/away", form(absence));
    expect(asked.status).toBe(409);
    expect(asked.text).toContain("1 session lies in it");
    const planned = await desk.ask(
      desk.cookies.owner,
      "/practice/availability/away",
      form({ ...absence, knows: "1" }),
    );
    expect(planned.status).toBe(303);
    const { rows } = await desk.sql.query("select id from time_away where practice_id = $1", [
      desk.practice.ctx.practiceId,
    ]);
    expect(
      (await desk.ask(desk.cookies.other, `/practice/availability/away/${rows[0].id}`, form({}))).status,
    ).toBe(404);
    expect(
      (await desk.ask(desk.cookies.owner, `/practice/availability/away/${rows[0].id}`, form({}))).status,
    ).toBe(303);
  });

  test("changes one date, and lets it follow the week again", async () => {
    expect((await desk.ask(desk.cookies.owner, "/practice/availability/dates", form(aDate()))).status).toBe(
      303,
    );
    expect((await desk.ask(desk.cookies.owner, "/practice/availability/dates")).text).toContain(
      "10:00\u00a0to\u00a012:00",
    );
    expect(
      (await desk.ask(desk.cookies.owner, `/practice/availability/dates/${aDate().date}`, form({}))).status,
    ).toBe(303);
    expect(
      (await desk.ask(desk.cookies.owner, `/practice/availability/dates/${aDate().date}`, form({}))).status,
    ).toBe(404);
  });

  test("changes a profile; what its bio may not do is not on the page", async () => {
    expect(
      (
        await desk.ask(
          desk.cookies.owner,
          `/practice/settings/profile?of=${desk.practice.slug}`,
          form(aProfile),
        )
      ).status,
    ).toBe(303);
    const { text: page } = await desk.ask("", `/therapists/${desk.practice.slug}`);
    expect(page).toContain("Sleep, Worry, Habits");
    expect(page).not.toContain("alert(1)");
  });

  test("makes a type with the price as it is typed here", async () => {
    const made = await desk.ask(
      desk.cookies.owner,
      "/practice/session-types/new",
      form({ ...aType, name: "Typed", price: "€1,234.50", [`by-${desk.practice.therapistId}`]: "yes" }),
    );
    expect(made.status).toBe(303);
    const type = (await catalogue(desk.practice.own)).find(({ slug }) => slug === "typed");
    expect(type).toMatchObject({ price: 123_450, therapistIds: [desk.practice.therapistId] });
    const taken = await desk.ask(
      desk.cookies.owner,
      "/practice/session-types/new",
      form({ ...aType, slug: "typed" }),
    );
    expect(taken.status).toBe(409);
    expect(taken.text).toContain('value="120"');
  });

  test("never sets what no form may: practice, id, when it was made", async () => {
    const [type] = await catalogue(desk.practice.own);
    const hostile = {
      ...aType,
      kind: "discovery",
      price: "0",
      practiceId: newId(),
      id: newId(),
      createdAt: "1999-01-01",
      position: "77",
    };
    expect(
      (await desk.ask(desk.cookies.owner, `/practice/session-types/${type!.id}`, form(hostile))).status,
    ).toBe(303);
    const after = (await catalogue(desk.practice.own)).find(({ id }) => id === type!.id);
    expect(after).toMatchObject({ practiceId: desk.practice.ctx.practiceId, createdAt: type!.createdAt });
  });
});
