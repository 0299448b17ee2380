export type FontName = "regular" | "bold" | "regular-ext" | "bold-ext";

/** The bytes of our fonts, loaded on use. They lie in the bundle as text, so no file has to be found beside it. */
export async function fontFiles(): Promise<Record<FontName, Buffer>> {
  const [regular, bold, regularExt, boldExt] = await Promise.all([
    import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-normal.woff?inline"),
    import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-600-normal.woff?inline"),
    import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-400-normal.woff?inline"),
    import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-600-normal.woff?inline"),
  ]);
  return {
    regular: bytesOf(regular.default),
    bold: bytesOf(bold.default),
    "regular-ext": bytesOf(regularExt.default),
    "bold-ext": bytesOf(boldExt.default),
  };
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
}

/** What the first of the two files draws (Google Fonts' range "latin"); the other draws the rest. */
const latin =
  /[ -\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215]/;

/** A text cut into runs that one font can draw: names have letters that English has not. */
export function runsOf(text: string, weight: "regular" | "bold"): { text: string; font: FontName }[] {
  const runs: { text: string; font: FontName }[] = [];
  // Intl writes a narrow space that the font lacks.
  for (const letter of text.normalize("NFC").replaceAll("\u202f", "\u00a0")) {
    const font: FontName = latin.test(letter) ? weight : `${weight}-ext`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += letter;
    else runs.push({ text: letter, font });
  }
  return runs;
}
