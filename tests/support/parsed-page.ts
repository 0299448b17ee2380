import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "./browser-options.ts";

/** An element as a parser found it: its name and the names of its attributes. */
export type Found = { name: string; attributes: string[] };

/** What was looked for in a page: the text of each place, and the elements within it with their links. */
export type Place = { text: string; inside: (Found & { href: string | null; text: string })[] };

export type Parsed = {
  places: Place[];
  /** Every element of the page outside those places, in order, as "name attribute attribute". */
  around: string[];
};

/** A browser's own parser, which runs nothing of what it reads. */
export async function aParser() {
  const browser: Browser = await chromium.launch(launchOptions);
  const page = await browser.newPage();
  return {
    /** Read a page as a browser does; `selector` names the places where foreign words stand. */
    parse: (html: string, selector: string): Promise<Parsed> => page.evaluate(look, { html, selector }),
    close: () => browser.close(),
  };
}

/** Runs in the browser. */
function look({ html, selector }: { html: string; selector: string }): Parsed {
  const read = new DOMParser().parseFromString(html, "text/html");
  const places = [...read.querySelectorAll(selector)];
  const named = (one: Element) => ({ name: one.localName, attributes: one.getAttributeNames().sort() });
  return {
    places: places.map((place) => ({
      text: place.textContent ?? "",
      inside: [...place.querySelectorAll("*")].map((one) => ({
        ...named(one),
        href: one.getAttribute("href"),
        text: one.textContent ?? "",
      })),
    })),
    around: [...read.querySelectorAll("*")]
      .filter((one) => !places.some((place) => place !== one && place.contains(one)))
      .map((one) => [one.localName, ...one.getAttributeNames().sort()].join(" ")),
  };
}
