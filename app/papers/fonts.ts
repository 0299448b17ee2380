const files = {
  latin: {
    regular: () => import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-normal.woff?inline"),
    bold: () => import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-600-normal.woff?inline"),
  },
  "latin-ext": {
    regular: () => import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-400-normal.woff?inline"),
    bold: () => import("@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-600-normal.woff?inline"),
  },
  vietnamese: {
    regular: () =>
      import("@fontsource/hanken-grotesk/files/hanken-grotesk-vietnamese-400-normal.woff?inline"),
    bold: () => import("@fontsource/hanken-grotesk/files/hanken-grotesk-vietnamese-600-normal.woff?inline"),
  },
  // Hanken Grotesk has neither Greek nor Cyrillic; the face of our headings has both.
  greek: {
    regular: () => import("@fontsource/brygada-1918/files/brygada-1918-greek-400-normal.woff?inline"),
    bold: () => import("@fontsource/brygada-1918/files/brygada-1918-greek-600-normal.woff?inline"),
  },
  cyrillic: {
    regular: () => import("@fontsource/brygada-1918/files/brygada-1918-cyrillic-400-normal.woff?inline"),
    bold: () => import("@fontsource/brygada-1918/files/brygada-1918-cyrillic-600-normal.woff?inline"),
  },
  "cyrillic-ext": {
    regular: () => import("@fontsource/brygada-1918/files/brygada-1918-cyrillic-ext-400-normal.woff?inline"),
    bold: () => import("@fontsource/brygada-1918/files/brygada-1918-cyrillic-ext-600-normal.woff?inline"),
  },
} as const;

type Script = keyof typeof files;
export type Weight = "regular" | "bold";
export type FontName = `${Script} ${Weight}`;

/** The bytes of our fonts, loaded on use. They lie in the bundle as text, so no file has to be found beside it. */
export async function fontFiles(): Promise<[FontName, Buffer][]> {
  const all = (Object.keys(files) as Script[]).flatMap((script) =>
    (["regular", "bold"] as const).map(async (weight): Promise<[FontName, Buffer]> => {
      const { default: dataUrl } = await files[script][weight]();
      return [`${script} ${weight}`, bytesOf(dataUrl)];
    }),
  );
  return Promise.all(all);
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
}

/** What each file draws (their /cmap), sooner one above than one beneath. */
const drawn: Record<Script, RegExp> = {
  latin:
    /[ -~\u00a0-\u00ff\u0102\u0131\u0152\u0153\u02c6\u02da\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u2044\u20ac\u2122\u2212\u2215]/,
  "latin-ext":
    /[\u0100-\u0130\u0132-\u0151\u0154-\u017e\u018f\u0192\u019d\u01a0\u01a1\u01af\u01b0\u01cd-\u01d4\u01e6\u01e7\u01ea\u01eb\u01fa-\u01ff\u0218-\u021b\u0232\u0233\u0237\u0259\u0272\u02c7\u02dd\u1e20\u1e21\u1e44\u1e45\u1e80-\u1e85\u1e9e\u1ef2-\u1ef9\u2020\u20ab\u20b1\u20b3\u20b4\u20b8\u20bd]/,
  vietnamese: /[\u1ea0-\u1ef1]/,
  greek: /[\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce]/,
  cyrillic: /[\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116]/,
  "cyrillic-ext":
    /[\u0472-\u0475\u0492\u0493\u0496\u0497\u049a\u049b\u04a2\u04a3\u04ae\u04af\u04b2\u04b3\u04b6\u04b7\u04ba\u04bb\u04c0\u04cf\u04d8\u04d9\u04e2\u04e3\u04e8\u04e9\u04ee\u04ef]/,
};
const scripts = Object.keys(drawn) as Script[];

/** Letters of ours for what Intl writes and keyboards send and no font has; what is unseen goes. */
const instead: readonly [RegExp, string][] = [
  [/[\u2000-\u200a\u202f\u205f\u3000]/g, "\u00a0"],
  [/[\u2010\u2011]/g, "-"],
  [/[\u02bb\u02bc]/g, "\u2019"],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ""],
];

/** Stands for a letter that none of our fonts can draw, of a script they do not have. */
const unknown = "?";

/** A text cut into runs that one font can draw: names have letters that English has not. */
export function runsOf(text: string, weight: Weight): { text: string; font: FontName }[] {
  const runs: { text: string; font: FontName }[] = [];
  const written = instead.reduce((text, [from, to]) => text.replaceAll(from, to), text.normalize("NFC"));
  for (const letter of written) {
    const script = scripts.find((script) => drawn[script].test(letter));
    const font: FontName = `${script ?? "latin"} ${weight}`;
    const shown = script ? letter : unknown;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}
