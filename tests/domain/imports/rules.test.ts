import { expect, test } from "vitest";
import { type Reading, readRow } from "#app/domain/imports/rules.ts";

const reading: Reading = {
  mapping: { name: 0, email: 1, phone: 2, kind: 3, stage: 4, tags: 5, since: 6 },
  width: 7,
  stage: "ongoing",
  dateOrder: "day_first",
  today: "2027-02-03",
};

const row = (cells: string) => readRow(cells.split("|"), reading);

test("a name is enough", () => {
  expect(row("  Ana   Dias ")).toEqual({
    newcomer: {
      name: "Ana Dias",
      email: null,
      phone: null,
      kind: "individual",
      stage: "ongoing",
      tags: [],
      since: null,
    },
    problems: [],
  });
});

test("a dash, and words for nothing, are nothing", () => {
  expect(row("Ana|-|n/a|||—").newcomer).toMatchObject({ email: null, phone: null, tags: [] });
});

test.each([
  ["|a@example.test", ["no_name"]],
  [`${"x".repeat(121)}`, ["name_too_long"]],
  ["=1+1", ["formula"]],
  ["@SUM(A1)", ["formula"]],
  ["'=1+1", ["formula"]],
  ["Ana|||||+tag", ["formula"]],
  ["An\u0007a", ["unreadable"]],
  ["An\uFFFDa", ["unreadable"]],
  ["Ana|ana", ["bad_email"]],
  ["Ana|a@example.test; b@example.test", ["bad_email"]],
  ["Ana||3.51912E+11", ["bad_phone"]],
  ["Ana|||crowd", ["unknown_kind"]],
  ["Ana|||Minor", ["under_age"]],
  ["Ana|||constructor", ["unknown_kind"]],
  ["Ana||||somewhere", ["unknown_stage"]],
  ["Ana|||||a,b,c,d,e,f,g,h,i,j,k,l,m", ["bad_tags"]],
  ["Ana||||||soon", ["bad_since"]],
  ["Ana||||||04/02/2027", ["since_ahead"]],
  ["Ana||||||01/01/1890", ["bad_since"]],
  [
    "Silva|Ana|a|b|c|d|e|f",
    ["too_many_cells", "bad_email", "bad_phone", "unknown_kind", "unknown_stage", "bad_since"],
  ],
])("%j is told: %j", (cells, problems) => {
  expect(row(cells)).toEqual({ newcomer: null, problems });
});

test("a phone number begins with a plus like a formula, and is taken as what it is", () => {
  expect(row("Ana||+351 912 345 678").newcomer?.phone).toBe("+351 912 345 678");
  expect(row("Ana||'+351 912").newcomer?.phone).toBe("+351 912");
});

test("first and last name make a name where no column has it whole", () => {
  const parted = { ...reading, mapping: { firstName: 0, lastName: 1 } };
  expect(readRow(["Ana", "Dias"], parted).newcomer?.name).toBe("Ana Dias");
  expect(readRow(["", "Dias"], parted).newcomer?.name).toBe("Dias");
});
