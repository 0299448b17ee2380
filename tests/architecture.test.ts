import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  cannotLetGo,
  climbs,
  impureRules,
  leaks,
  readHouse,
  strangers,
  tooLong,
  trespasses,
  unknownRooms,
} from "./support/floor-plan.ts";

const { files, imports } = readHouse();

describe("the house as it stands", () => {
  test("imports go through open doors", () => expect(trespasses(imports)).toEqual([]));
  test("rooms use only the floors below", () => expect(climbs(imports)).toEqual([]));
  test("every room is on the plan", () => expect(unknownRooms(files.keys())).toEqual([]));
  test("a table is written only by the room it belongs to", () => expect(strangers(files)).toEqual([]));
  test("vendors are known to integrations alone, and the web to nobody below the routes", () =>
    expect(leaks(files)).toEqual([]));
  test("every room that keeps something of a client's can rehome and forget it", () =>
    expect(cannotLetGo(files)).toEqual([]));
  test("rules are pure", () => expect(impureRules(files)).toEqual([]));
  test("no file is longer than 250 lines", () => expect(tooLong(allSources())).toEqual([]));
  test("nobody but env.server.ts reads the environment", () => {
    const readers = [...files].filter(([, text]) => /process\.env\b/.test(text)).map(([file]) => file);
    expect(readers).toEqual(["app/env.server.ts"]);
  });
  test("there is no room for what has no meaning", () => {
    const vague = [...allSources().keys()].filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|shared|managers?|services?)(\/|\.tsx?$)/.test(file),
    );
    expect(vague).toEqual([]);
  });
});

describe("each wall, broken once", () => {
  const way = (from: string, to: string) => ({ from, to, isType: false });

  test("a route that reaches into the database", () => {
    expect(trespasses([way("app/routes/public/home.tsx", "app/db/client.server.ts")])).toHaveLength(1);
    expect(
      trespasses([{ ...way("app/routes/public/home.tsx", "app/db/client.server.ts"), isType: true }]),
    ).toEqual([]);
  });
  test("a piece of the interface that knows a room", () => {
    expect(trespasses([way("app/ui/slot-picker.tsx", "app/domain/bookings/rules.ts")])).toHaveLength(1);
  });
  test("a room that calls up, and one that calls sideways", () => {
    expect(climbs([way("app/domain/bookings/book.ts", "app/domain/reception/ask.ts")])).toHaveLength(1);
    expect(climbs([way("app/domain/therapists/join.ts", "app/domain/clients/add.ts")])).toHaveLength(1);
    expect(climbs([way("app/domain/reception/ask.ts", "app/domain/bookings/book.ts")])).toEqual([]);
  });
  test("a room nobody drew", () => expect(unknownRooms(["app/domain/gossip/spread.ts"])).toEqual(["gossip"]));
  test("a room that writes another room's table", () => {
    const house = new Map([
      ["app/db/schema/bookings.ts", "export const bookings = pgTable("],
      ["app/domain/bookings/book.ts", "await ctx.db.insert(bookings).values({})"],
      ["app/domain/reports/count.ts", "await ctx.db\n  .update(bookings)\n  .set({})"],
    ]);
    expect(strangers(house)).toEqual(["app/domain/reports/count.ts writes bookings"]);
    const many = new Map([...house, ["app/domain/reports/count.ts", "insertMany(ctx.db, bookings, [])"]]);
    expect(strangers(many)).toEqual(["app/domain/reports/count.ts writes bookings"]);
  });
  test("a vendor in a room, and the web in a room", () => {
    const house = new Map([
      ["app/domain/payments/pay.ts", 'import Stripe from "stripe";'],
      ["app/domain/bookings/book.ts", 'import { redirect } from "react-router";'],
    ]);
    expect(leaks(house)).toHaveLength(2);
  });
  test("a room that keeps a client's things for ever", () => {
    const house = new Map([["app/db/schema/forms.ts", "    clientId: uuid().notNull(),"]]);
    expect(cannotLetGo(house)).toEqual(["forms has no rehome", "forms has no forget"]);
  });
  test("a rule that looks at the clock", () => {
    expect(impureRules(new Map([["app/domain/bookings/rules.ts", "const now = Date.now();"]]))).toHaveLength(
      1,
    );
  });
  test("a file of 251 lines", () =>
    expect(tooLong(new Map([["app/x.ts", "\n".repeat(250)]]))).toHaveLength(1));
});

function allSources(): Map<string, string> {
  const names = globSync(["{app,sandbox,scripts,bench,tests}/**/*.{ts,tsx,mjs}", "*.ts"]).filter(
    (file) => !file.endsWith(".d.ts"),
  );
  return new Map(names.map((name) => [name, readFileSync(name, "utf8")]));
}
