import { readFileSync } from "node:fs";
import { linearSrgb } from "./oklch.ts";

const source = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");

export type Theme = "light" | "dark";

/** The named hues of tokens.css with their angles, the house's own first. */
export function hues(): [string, number][] {
  const own = /--hue: (\d+);/.exec(source)?.[1];
  const named = source.matchAll(/data-hue="(\w+)"\] \{\s+--hue: (\d+)/g);
  return [
    ["house", Number(own)],
    ...[...named].map(([, name, angle]): [string, number] => [name!, Number(angle)]),
  ];
}

/** One colour token of tokens.css as it comes out in a theme and a hue, in linear sRGB. Throws on a token not there. */
export function token(name: string, theme: Theme, hue: number): number[] {
  const found = new RegExp(
    `--${name}:\\s*light-dark\\(\\s*oklch\\((.+?)\\),\\s*oklch\\((.+?)\\)\\s*\\);`,
    "s",
  ).exec(source);
  const written = theme === "light" ? found?.[1] : found?.[2];
  if (!written) throw new Error(`no colour token named ${name}`);
  const [lightness, chroma, angle] = /^([\d.]+) ([\d.]+) (.+)$/.exec(written)!.slice(1);
  return linearSrgb([Number(lightness), Number(chroma), angleOf(angle!, hue)]);
}

function angleOf(written: string, hue: number): number {
  if (!written.includes("var(--hue)")) return Number(written);
  const [, sign, shift] = /([+-]) (\d+)\)/.exec(written) ?? [];
  return hue + Number(`${sign ?? "+"}${shift ?? 0}`);
}
