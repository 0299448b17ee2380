import { inflateSync } from "node:zlib";

/** A PDF of ours as its objects, and the text its pages show: hex glyphs turned back by each font's own /ToUnicode. */
export function readPdf(file: Buffer): { objects: string; text: string } {
  const bodies = new Map<string, string>();
  const raw = file.toString("latin1");
  for (const [, id = "", body = ""] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    bodies.set(id, body);
  const objects = [...bodies.values()].map((body) => body.replace(/\nstream\n[\s\S]*$/, "")).join("\n");

  const letters = new Map<string, Map<number, string>>();
  for (const [, fonts = ""] of raw.matchAll(/\/Font <<\n([\s\S]*?)>>/g))
    for (const [, name = "", id = ""] of fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(bodies.get(id) ?? "")?.[1];
      if (map) letters.set(name, lettersOf(streamOf(bodies.get(map) ?? "")));
    }
  const pages = [...bodies.values()].map(streamOf).filter((stream) => /\bTJ\b/.test(stream));
  return { objects, text: pages.map((page) => textOf(page, letters)).join("\n") };
}

function streamOf(body: string): string {
  const bytes = /\nstream\n([\s\S]*)\nendstream/.exec(body)?.[1];
  if (bytes === undefined) return "";
  const buffer = Buffer.from(bytes, "latin1");
  return body.includes("/FlateDecode") ? inflateSync(buffer).toString("latin1") : bytes;
}

function lettersOf(map: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, from = "", list = ""] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f]*)>/gi)].forEach(([, hex = ""], index) => {
      const units = Buffer.from(hex, "hex");
      found.set(Number.parseInt(from, 16) + index, units.swap16().toString("utf16le"));
    });
  return found;
}

function textOf(page: string, letters: Map<string, Map<number, string>>): string {
  let font: Map<number, string> | undefined;
  let text = "";
  for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = letters.get(name);
    for (const [, hex = ""] of (shown ?? "").matchAll(/<([0-9a-f]+)>/g))
      for (const [glyph] of hex.matchAll(/.{4}/g)) text += font?.get(Number.parseInt(glyph, 16)) ?? "?";
    if (shown) text += "\n";
  }
  return text.replaceAll("\u00a0", " ");
}
