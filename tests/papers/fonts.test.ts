import { expect, test } from "vitest";
import { fontFiles, runsOf } from "#app/papers/fonts.ts";
import { type Printed, paperPdf } from "#app/papers/paper-pdf.ts";
import { record } from "./a-printed.ts";
import { readPdf } from "./read-pdf.ts";

type Fontkit = { create(file: Buffer): { characterSet: number[] } };

const names = [
  ...["Łukasz Żółć", "Jiří Dvořák", "Ştefan Țîru", "İpek Yıldız", "Nguyễn Thị Đức", "Zoë d’Arc"],
  ...["Δημήτρης Παπαδόπουλος", "Ольга Щёкина", "Їжак Ґудзь", "Әлия Қасым"],
];

const printed = (name: string): Printed => ({
  ...record,
  body: { ...record.body, buyer: { name, email: null }, note: name },
});

test("a name is printed in its own letters, Polish, Greek, Cyrillic or Vietnamese", async () => {
  for (const name of names) {
    const text = readPdf(await paperPdf(printed(name))).text.replaceAll("\n", "");
    expect(text, name).toContain(name.replaceAll("\n", ""));
  }
});

test("every letter we say a font draws is in that font", async () => {
  // pdfkit brings it, without types.
  const { create }: Fontkit = await import("fontkit" as string);
  for (const [name, file] of await fontFiles()) {
    const has = new Set(create(file).characterSet);
    const missing: string[] = [];
    for (let point = 32; point <= 0xffff; point += 1) {
      const letter = String.fromCodePoint(point);
      if (!letter.isWellFormed() || letter.normalize("NFC") !== letter) continue;
      for (const run of runsOf(letter, "bold"))
        if (`${run.font.split(" ")[0]} bold` === name && run.text === letter && !has.has(point))
          missing.push(point.toString(16));
    }
    expect(missing, name).toEqual([]);
  }
});

test("a letter of a script we have no font for is a question mark, and what is unseen is nothing", () => {
  expect(runsOf("王 \u200eמיכל\u200f", "regular")).toEqual([{ text: "? ????", font: "latin regular" }]);
  expect(runsOf("1\u202f200\u2009€", "bold")).toEqual([{ text: "1\u00a0200\u00a0€", font: "latin bold" }]);
});
