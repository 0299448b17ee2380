import { expect, test } from "vitest";
import { dateOrderOf, readDate } from "#app/domain/imports/dates.ts";
import { decode } from "#app/domain/imports/decode.ts";
import { guessMapping } from "#app/domain/imports/fields.ts";
import { readList } from "#app/domain/imports/read-list.ts";
import { csvLine, withoutGuard } from "#app/values/csv.ts";
import { bytes, read } from "./a-list.ts";

const utf16 = (text: string, swap: boolean) => {
  const buffer = Buffer.from(`\uFEFF${text}`, "utf16le");
  return new Uint8Array(swap ? buffer.swap16() : buffer);
};

test.each([
  ["UTF-8", bytes("name\nZoë Łuć"), "utf-8", "Zoë Łuć"],
  ["UTF-8 with a mark in front", bytes("\uFEFFname\nZoë Łuć"), "utf-8", "Zoë Łuć"],
  ["UTF-16, little end first", utf16("name\nZoë Łuć", false), "utf-16le", "Zoë Łuć"],
  ["UTF-16, big end first", utf16("name\nZoë Łuć", true), "utf-16be", "Zoë Łuć"],
  ["Windows-1252", new Uint8Array([...bytes("name\nZo"), 0xeb, 0x20, 0x80]), "windows-1252", "Zoë €"],
])("%s is read as it was written", async (_, file, encoding, name) => {
  const { list, ...found } = await read(file);
  expect(found.encoding).toBe(encoding);
  expect(list).toMatchObject({ headings: ["name"], rows: [{ line: 2, cells: [name] }] });
});

test.each([
  ["commas", "name,email\nA,b", ["A", "b"]],
  ["semicolons", "name;email;phone\nA, B;b;1,5", ["A, B", "b", "1,5"]],
  ["tabs", "name\temail\nA\tb", ["A", "b"]],
  ["what a first line names", "sep=;\r\nname;email\r\nA;b\r\n", ["A", "b"]],
  ["a delimiter inside quotation marks", 'name,email\n"Silva; Ana",b', ["Silva; Ana", "b"]],
])("parted by %s", async (_, text, cells) => {
  expect((await read(text)).list.rows[0]?.cells).toEqual(cells);
});

test("lines are counted as an editor counts them, through blank lines and line breaks inside cells", async () => {
  const { list } = await read('name,tags\r\nA,"x\r\ny"\r\n\r\n,,\nB,z\nC,w\r\n');
  expect(list.rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [2, "A"],
    [6, "B"],
    [7, "C"],
  ]);
});

test("a quotation mark inside a cell is a letter", async () => {
  const { list } = await read(
    'name,email\nAna "Nena" Dias,a@example.test\n"Said ""hello""",b@example.test\n',
  );
  expect(list.rows.map(({ cells }) => cells[0])).toEqual(['Ana "Nena" Dias', 'Said "hello"']);
});

test("a list that begins with a person has headings of ours, and loses nobody", async () => {
  const { list, mapping } = await read("Ana Dias;ana@example.test;+351 912 345 678\nBo;bo@example.test;\n");
  expect(list.rows).toHaveLength(2);
  expect(mapping).toEqual({ name: 0, email: 1, phone: 2 });
});

test("too much is refused: rows, columns, a row without an end", async () => {
  const why = async (text: string) => {
    const answer = await readList(bytes(text));
    return answer.ok ? "read" : [answer.why, answer.line];
  };
  expect(await why(`name\n${"A\n".repeat(50_000)}`)).toBe("read");
  expect(await why(`name\n${"A\n".repeat(50_001)}`)).toEqual(["too_many_rows", null]);
  expect(await why(`${"h,".repeat(101)}\nA`)).toEqual(["too_many_columns", null]);
  expect(await why(`name\nA\n${"x".repeat(200_000)}\n`)).toEqual(["row_too_long", 3]);
  expect(await why(`name\nA\n"B\n${"C\n".repeat(80_000)}`)).toEqual(["quote_never_closed", 3]);
});

test.each([
  [
    "Calendly",
    "Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Text Reminder Number",
    { firstName: 1, lastName: 2, email: 3, phone: 4 },
  ],
  ["Acuity", "First Name,Last Name,Phone,Email,Notes", { firstName: 0, lastName: 1, phone: 2, email: 3 }],
  [
    "SimplePractice",
    "First Name,Last Name,Email,Mobile Phone,Client Type,Status,Date Created",
    { firstName: 0, lastName: 1, email: 2, phone: 3, kind: 4, stage: 5, since: 6 },
  ],
  ["an address book", "Full name;E-mail address;Telephone", { name: 0, email: 1, phone: 2 }],
  ["Portuguese", "Nome;Correo electrónico;Telemóvel;Estado", { name: 0, email: 1, phone: 2, stage: 3 }],
])("columns are guessed from the headings of %s", (_, headings, mapping) => {
  expect(guessMapping(headings.split(/[,;]/), [])).toEqual(mapping);
});

test("what is no text is told by its content, whatever it is called", () => {
  const why = (...start: number[]) => decode(new Uint8Array([...start, 1, 2, 3, 0, 0, 0]));
  expect(why(0xd0, 0xcf, 0x11, 0xe0)).toMatchObject({ refusal: "workbook" });
  expect(why(0x1f, 0x8b)).toMatchObject({ refusal: "packed" });
  expect(why(0x00, 0x01)).toMatchObject({ refusal: "not_text" });
  expect(decode(bytes("<html><table><tr><td>A</td></tr></table>"))).toMatchObject({ refusal: "web_page" });
  expect(decode(bytes(" \n\n"))).toMatchObject({ refusal: "empty" });
});

test("dates are read in the order their column, or else the locale, writes them", () => {
  expect(dateOrderOf(["01/02/2024", "25/12/2023"], "en-US")).toBe("day_first");
  expect(dateOrderOf(["01/02/2024", "12/25/2023"], "en-GB")).toBe("month_first");
  expect(dateOrderOf(["01/02/2024"], "en-US")).toBe("month_first");
  expect(dateOrderOf(["01/02/2024"], "en-GB")).toBe("day_first");
  expect(readDate("01/02/2024", "day_first")).toBe("2024-02-01");
  expect(readDate("1.2.24", "month_first")).toBe("2024-01-02");
  expect(readDate("2024-03-15T09:00:00Z", "day_first")).toBe("2024-03-15");
  expect(readDate("Mar 5, 2024", "day_first")).toBe("2024-03-05");
  expect(readDate("5th March 2024", "day_first")).toBe("2024-03-05");
  expect(readDate("30/02/2024", "day_first")).toBeNull();
  expect(readDate("soon", "day_first")).toBeNull();
});

test("what we write is never run by a spreadsheet, and reads back as it was", () => {
  for (const cell of ["=1+1", "+351 912", "-3", "@x", "\t=1", "plain", 'with "quotes", and\nlines'])
    expect(csvLine([cell]).replace(/^"?/, "")).not.toMatch(/^[=+\-@\t\r]/);
  expect(withoutGuard("'+351 912")).toBe("+351 912");
  expect(withoutGuard("'til")).toBe("'til");
});
